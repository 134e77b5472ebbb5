import type { DeskPackage } from '../../shared/contract/receive-calls.ts';
import { type Command, type CommandContext, needWords, optional, Refused, several, WrongUsage } from './command.ts';
import { deskDocument, deskLines } from './desk-lines.ts';

const ACTS = {
  list,
  examine,
  hold: (context: CommandContext) => decide(context, 'held'),
  decline: (context: CommandContext) => decide(context, 'declined'),
  wait: (context: CommandContext) => decide(context, null),
  'leave-out': leaveOut,
  take,
  discard,
  undo,
} as const;

/** 收件 step by step: what `receive` does at once, and what it does not do. */
export const deskCommand: Command = {
  name: 'desk',
  usage:
    'list | examine FILE… | hold FP [--comment TEXT] | decline FP --comment TEXT | wait FP | leave-out FP [--ids ID,…] (--comment TEXT | --take-all) | take FP… [--confirm-keys] | discard FP | undo FP',
  summary: '收件：查验后暂存、拒收、改回待装入、部分不采纳、装入、移走，或整包撤销装入；FP 是指纹，可只写前几位。',
  options: {
    comment: { type: 'string' },
    ids: { type: 'string', multiple: true },
    'take-all': { type: 'boolean' },
    'confirm-keys': { type: 'boolean' },
  },
  workspace: 'open',
  async run(context) {
    const [act = ''] = context.words;
    if (!Object.hasOwn(ACTS, act)) throw new WrongUsage(`desk 后面应为 ${Object.keys(ACTS).join('、')} 之一。`);
    return ACTS[act as keyof typeof ACTS](context);
  },
};

function shown(packages: readonly DeskPackage[]) {
  return {
    document: { packages: packages.map((pack) => ({ ...deskDocument(pack), leftOut: pack.leftOut })) },
    lines: packages.flatMap((pack) => [
      ...deskLines(pack),
      ...(pack.decision?.note ? [`  ${pack.decision.note}（${pack.decision.officer}）`] : []),
    ]),
  };
}

async function list(context: CommandContext) {
  return shown((await context.call('receive.desk', {})).packages);
}

async function examine(context: CommandContext) {
  const paths = needWords(context, 2, '要查验的文件或文件夹').slice(1).map(context.path);
  const { packages } = await context.call('receive.examine', { paths });
  return { ...shown(packages), refused: packages.some((pack) => pack.outcome === 'refused') };
}

/** The packages that the words after the act name, by their fingerprints or the beginnings of them. */
async function named(context: CommandContext): Promise<readonly DeskPackage[]> {
  const words = needWords(context, 2, '包的指纹').slice(1);
  const { packages } = await context.call('receive.desk', {});
  return words.map((word) => {
    const sought = word.replaceAll(' ', '').toLowerCase();
    const found = packages.filter((pack) => pack.fingerprint?.startsWith(sought));
    const stages = new Set(found.map((pack) => pack.stage));
    if (sought.length < 4 || stages.size > 1) throw new WrongUsage(`“${word}”不足以认出一个包，请多写几位指纹。`);
    if (!found[0]) throw new Refused({ code: 'STAGE_MISSING', message: `收件里没有指纹以 ${word} 开头的包。` });
    return found[0];
  });
}

async function theOne(context: CommandContext): Promise<DeskPackage> {
  const packages = await named(context);
  if (packages.length !== 1) throw new WrongUsage('这里只能写一个包的指纹。');
  return packages[0] as DeskPackage;
}

async function decide(context: CommandContext, decision: 'held' | 'declined' | null) {
  const { stage } = await theOne(context);
  await context.call('receive.decide', { stage, decision, note: optional(context, 'comment') ?? '' });
  return shown((await context.call('receive.desk', {})).packages.filter((pack) => pack.stage === stage));
}

async function leaveOut(context: CommandContext) {
  const { stage } = await theOne(context);
  const comment = optional(context, 'comment');
  const takes = context.options['take-all'] === true;
  if ((comment === undefined) === !takes) throw new WrongUsage('--comment 和 --take-all 要写一个，且只写一个。');
  const ids = several(context, 'ids');
  const { leftOut } = await context.call('receive.choose', {
    stage,
    ...(ids.length > 0 ? { ids } : {}),
    reason: comment ?? null,
  });
  return { document: { stage, leftOut }, lines: [`不采纳 ${leftOut} 条`] };
}

async function take(context: CommandContext) {
  const stages = (await named(context)).map((pack) => pack.stage);
  const confirmKeys = context.options['confirm-keys'] === true;
  const { packages } = await context.call('receive.apply', { stages, confirmKeys });
  const settled = packages.every((pack) => pack.outcome === 'received' || pack.outcome === 'unchanged');
  return { ...shown(packages), refused: !settled };
}

async function discard(context: CommandContext) {
  const pack = await theOne(context);
  await context.call('receive.discard', { stage: pack.stage });
  return { document: { stage: pack.stage }, lines: [`已移走 ${pack.file}，原文件还在`] };
}

async function undo(context: CommandContext) {
  const { fingerprint } = await theOne(context);
  const undone = await context.call('receive.undo', { fingerprint: fingerprint ?? '' });
  const kept = undone.kept > 0 ? `，另有 ${undone.kept} 处后来又改过，保留现值` : '';
  return { document: undone, lines: [`已撤销装入，${undone.records} 条记录恢复原样${kept}`] };
}
