import type { WrittenPackage } from '../../shared/contract/exchange-calls.ts';
import type { DeskPackage } from '../../shared/contract/receive-calls.ts';
import { formatFingerprint } from '../../shared/exchange/fingerprint.ts';
import { describeProblem } from '../../shared/exchange/problem-code.ts';
import {
  type Command,
  type CommandContext,
  need,
  needPeriod,
  needWords,
  optional,
  repeated,
  several,
  WrongUsage,
  whole,
} from './command.ts';
import { deskDocument, deskLines } from './desk-lines.ts';

/** What the command line says of a written package. */
export function writtenDocument(written: WrittenPackage) {
  const { file, fingerprint, sequence, parts, counts, bytes, coverFile, problems } = written;
  return { file, fingerprint, sequence, parts, counts, bytes, coverFile, problems };
}

export function writtenLines(written: WrittenPackage): string[] {
  const problems = written.problems.map((one) => `注意：${one.message}`);
  const parts = written.parts.flatMap((one) => [`已写出 ${one.file}`, `指纹 ${formatFingerprint(one.fingerprint)}`]);
  return [...parts, ...problems];
}

/** The largest file wanted, in bytes: `50M`, `650M`, `16K`, or a plain number; null where it is not given. */
function partSize(context: CommandContext): number | null {
  const text = optional(context, 'part-size');
  if (text === undefined) return null;
  const [, digits, unit = ''] = /^(\d{1,12})([KMG]?)$/i.exec(text) ?? [];
  const size = Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
  if (!Number.isSafeInteger(size) || size < SMALLEST_PART)
    throw new WrongUsage(`--part-size 应为不小于 16K 的大小，如 50M、650M，现为“${text}”。`);
  return size;
}

const SMALLEST_PART = 16_384;
const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

const submit: Command = {
  name: 'submit',
  usage:
    '--period 2020Q2 --out DIR [--full] [--also-for age1…] [--nil-reason TEXT] [--part-size 50M] | --repeat SEQUENCE --out DIR [--part N]',
  summary:
    '写出报送包和封面；--part-size 超过这个大小就分成几部分；--repeat 重新写出以前的一份，--part 只写其中一部分。',
  options: {
    period: { type: 'string' },
    out: { type: 'string' },
    full: { type: 'boolean' },
    'also-for': { type: 'string', multiple: true },
    'nil-reason': { type: 'string' },
    'part-size': { type: 'string' },
    repeat: { type: 'string' },
    part: { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    const folder = context.path(need(context, 'out'));
    const written =
      context.options.repeat === undefined
        ? await context.call('filing.write', {
            period: needPeriod(context),
            folder,
            full: context.options.full === true,
            alsoFor: several(context, 'also-for'),
            nilReason: optional(context, 'nil-reason'),
            partSize: partSize(context),
          })
        : await context.call('filing.repeat', {
            sequence: whole(context, 'repeat', 1),
            folder,
            part: context.options.part === undefined ? null : whole(context, 'part', 1),
          });
    return { document: writtenDocument(written), lines: writtenLines(written) };
  },
};

const withdraw: Command = {
  name: 'withdraw',
  usage: '--sequence N --reason TEXT [--out DIR]',
  summary: '撤回一份还没有审核的报送；--out 写出撤回包交给上级，没有交出过的不必写。',
  options: { sequence: { type: 'string' }, reason: { type: 'string' }, out: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const sequence = whole(context, 'sequence', Number.NaN);
    if (!Number.isInteger(sequence)) throw new WrongUsage('请用 --sequence 给出要撤回的报送包的序号。');
    const out = optional(context, 'out');
    const { written } = await context.call('filing.withdraw', {
      sequence,
      reason: optional(context, 'reason') ?? '',
      ...(out === undefined ? {} : { folder: context.path(out) }),
    });
    return {
      document: { sequence, withdrawn: true, written: written && writtenDocument(written) },
      lines: [`已撤回第 ${sequence} 号报送`, ...(written ? writtenLines(written) : [])],
    };
  },
};

const baseline: Command = {
  name: 'baseline',
  usage: '--out DIR',
  summary: '写出下发包：行动计划、目标、代码表和各单位公钥（省厅）。',
  options: { out: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const written = await context.call('baseline.write', { folder: context.path(need(context, 'out')) });
    return { document: writtenDocument(written), lines: writtenLines(written) };
  },
};

const reply: Command = {
  name: 'reply',
  usage: '--to 370200[,370100…] --out DIR [--full] [--part-size 50M]',
  summary:
    '为各市写出批复包（省厅）；--full 把这里所知的该市记录全部重发，用于丢了台账（先用 office-key 确认新密钥）、恢复过旧备份或缺包的市。',
  options: {
    to: { type: 'string', multiple: true },
    out: { type: 'string' },
    full: { type: 'boolean' },
    'part-size': { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    need({ ...context, options: { to: repeated(context, 'to')[0] } }, 'to');
    const { packages } = await context.call('reply.write', {
      to: several(context, 'to'),
      folder: context.path(need(context, 'out')),
      full: context.options.full === true,
      partSize: partSize(context),
    });
    const documents = packages.map((one) => ({ to: one.to, ...writtenDocument(one) }));
    const only = documents.length === 1 ? documents[0] : {};
    return { document: { ...only, packages: documents }, lines: packages.flatMap(writtenLines) };
  },
};

const request: Command = {
  name: 'request',
  usage: '--from 370200[,370100…] --out DIR',
  summary: '写出批复包并请对方重新传出全量包（省厅）：对方装入后，下一份报送包自动为全量。',
  options: { from: { type: 'string', multiple: true }, out: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    need({ ...context, options: { from: repeated(context, 'from')[0] } }, 'from');
    const { packages } = await context.call('reply.write', {
      to: several(context, 'from'),
      folder: context.path(need(context, 'out')),
      asksFull: true,
    });
    const documents = packages.map((one) => ({ to: one.to, ...writtenDocument(one) }));
    return { document: { packages: documents }, lines: packages.flatMap(writtenLines) };
  },
};

const full: Command = {
  name: 'full',
  usage: '--out DIR [--move] [--hand-over] [--part-size 50M]',
  summary: '写出全量包，交给本单位另一台机器；--move 用口令封好并带上密钥，供新机器恢复；--hand-over 同时移交报送。',
  options: {
    out: { type: 'string' },
    move: { type: 'boolean' },
    'hand-over': { type: 'boolean' },
    'part-size': { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    const moves = context.options.move === true;
    if (moves && !context.passphrase)
      throw new WrongUsage('搬到新机器要设口令，请用环境变量 TAIZHANG_PASSPHRASE 或 --passphrase-file 给出。');
    const written = await context.call('full.write', {
      folder: context.path(need(context, 'out')),
      passphrase: moves ? context.passphrase : undefined,
      handsOver: context.options['hand-over'] === true,
      partSize: partSize(context),
    });
    return { document: writtenDocument(written), lines: writtenLines(written) };
  },
};

const receive: Command = {
  name: 'receive',
  usage: 'FILE… [--dry-run]',
  summary: '验证并装入报送包、批复包或下发包；--dry-run 只看不装。密钥有变的先用 office-key confirm 确认再装。',
  options: { 'dry-run': { type: 'boolean' } },
  workspace: 'open',
  async run(context) {
    const paths = needWords(context, 1, '要装入的文件').map(context.path);
    const dry = context.options['dry-run'] === true;
    // One after the other: a later package of the same office is examined against what the earlier one brought. The parts of a filing
    // wait for each other, as far as they are given.
    const packages = new Map<string, DeskPackage>();
    for (const path of paths) {
      const examined = await examineOne(context, path);
      const { parts } = examined;
      const waits = parts !== null && examined.outcome === 'pending' && parts.missing.length > 0;
      packages.set(parts?.id ?? path, waits || dry ? examined : await takeOne(context, examined));
    }
    for (const [key, one] of packages)
      if (dry) packages.set(key, await layAside(context, one));
      else if (one.parts?.missing.length) packages.set(key, await takeOne(context, one));
    const taken = [...packages.values()];
    const refused = taken.some((one) => one.outcome === 'refused');
    return { document: { packages: taken.map(deskDocument) }, lines: taken.flatMap(deskLines), refused };
  },
};

async function examineOne(context: CommandContext, path: string): Promise<DeskPackage> {
  const { packages } = await context.call('receive.examine', { paths: [path] });
  return withKeyProblem(packages[0]!);
}

function isBelieved({ keyState }: DeskPackage): boolean {
  return keyState !== 'changed' && keyState !== 'succeeded';
}

async function takeOne(context: CommandContext, examined: DeskPackage): Promise<DeskPackage> {
  if (examined.outcome !== 'pending' || !isBelieved(examined)) return layAside(context, examined);
  const applied = await context.call('receive.apply', { stages: [examined.stage], confirmKeys: false });
  return withKeyProblem({ ...applied.packages[0]!, file: examined.file });
}

async function layAside(context: CommandContext, examined: DeskPackage): Promise<DeskPackage> {
  if (examined.outcome === 'pending') await context.call('receive.discard', { stage: examined.stage });
  return isBelieved(examined) ? examined : { ...examined, outcome: 'refused' };
}

const KEY_PROBLEMS = {
  confirmed: null,
  none: null,
  unconfirmed: 'KEY_UNCONFIRMED',
  changed: 'KEY_CHANGED',
  succeeded: 'KEY_SUCCEEDED',
} as const;

/** A key that nobody compared is always named, even where the package was taken earlier. */
function withKeyProblem(desk: DeskPackage): DeskPackage {
  const code = KEY_PROBLEMS[desk.keyState];
  if (!code || desk.problems.some((problem) => problem.code === code)) return desk;
  const { message } = describeProblem(code);
  return { ...desk, problems: [...desk.problems, { code, message }] };
}

export const exchangeCommands: readonly Command[] = [submit, withdraw, receive, reply, request, baseline, full];
