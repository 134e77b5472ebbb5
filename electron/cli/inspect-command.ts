import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFingerprint } from '../../shared/exchange/fingerprint.ts';
import { type Database, openDatabase } from '../core/database/database.ts';
import { type Inspection, inspectPackage } from '../core/package/inspect-package.ts';
import type { OpenOptions } from '../core/package/package-reader.ts';
import { KeyRing } from '../core/workspace/key-ring.ts';
import { DATABASE_FILE } from '../core/workspace/open-workspace.ts';
import { settingsOf } from '../core/workspace/settings.ts';
import { type Command, type CommandContext, KEYS_LOCKED_HERE, needWords, optional, Refused } from './command.ts';
import { packageProblems } from './package-problems.ts';

/** Payload files named one by one. */
const LISTED = 20;

/** Verifies a package file on its own; with a workspace, with its key and against the keys it holds. Changes nothing. */
export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'FILE [--identity AGE_KEY_FILE]',
  summary:
    '检验一个报送包（加密的，或裸的 ZIP），或别的软件的档案包（ZIP 或文件夹），不装入；--workspace 指明时用该单位的密钥。',
  options: { identity: { type: 'string' } },
  workspace: 'none',
  async run(context) {
    const [file] = needWords(context, 1, '要检验的文件');
    const identity = optional(context, 'identity');
    const held = context.workspace ? await keysOf(context) : { identities: [] };
    const identities = identity ? identitiesIn(context.path(identity)) : held.identities;
    const found = await inspectPackage(context.path(file!), {
      ...held,
      identities,
      tempDir: context.environment.userDir,
    });
    const { ok, kind, from, to, period, sequence, fingerprint, bag } = found;
    const problems = packageProblems(found.problems);
    return {
      document: { ok, kind, from, to, period, sequence, fingerprint, problems, ...(bag ? { bag } : {}) },
      lines: [
        ok ? '检验通过' : '检验没有通过',
        ...(fingerprint
          ? [`${from} → ${to ?? '各市'}  ${period ?? ''} 第 ${sequence} 号`, `指纹 ${formatFingerprint(fingerprint)}`]
          : []),
        ...(bag ? bagLines(bag) : []),
        ...problems.map((problem) => `${problem.code}  ${problem.message}`),
      ],
      refused: !ok,
    };
  },
};

/** What is told of a bag that another program made. */
function bagLines(bag: NonNullable<Inspection['bag']>): string[] {
  return [
    `档案包（BagIt ${bag.version ?? '？'}，${bag.encoding ?? '编码不明'}），校验算法 ${bag.algorithms.join('、') || '无'}`,
    ...bag.tags.map(({ label, value }) => `  ${label}: ${value}`),
    `  共 ${bag.payload.files} 个文件，${bag.payload.bytes} 字节`,
    ...bag.files.slice(0, LISTED).map(({ path: name, size }) => `    ${name}  ${size}`),
    ...(bag.payload.files > LISTED ? [`    另有 ${bag.payload.files - LISTED} 个`] : []),
  ];
}

interface HeldKeys {
  readonly identities: OpenOptions['identities'];
  readonly resolveKey?: NonNullable<OpenOptions['resolveKey']>;
}

/** The secret keys of a file as `age-keygen` writes it. */
function identitiesIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/u);
  const keys = lines.map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (keys.length === 0)
    throw new Refused({ code: 'FILE_UNREADABLE', message: '密钥文件里没有 AGE-SECRET-KEY- 开头的一行。' });
  return keys;
}

async function keysOf(context: CommandContext): Promise<HeldKeys> {
  const file = path.join(context.workspace, DATABASE_FILE);
  if (!existsSync(file))
    throw new Refused({ code: 'WORKSPACE_MISSING', message: '这个文件夹里没有台账数据（taizhang.db）。' });
  const database = openDatabase(file, { readonly: true });
  try {
    const settings = settingsOf(database);
    const known = knownKeys(database);
    const keys = new KeyRing(database);
    known.set(
      settings.need('office'),
      keys.list().map((key) => key.minisignPublicKey),
    );
    if (keys.protection === 'locked' && context.passphrase !== undefined) await keys.unlock(context.passphrase);
    const identities =
      keys.protection === 'locked'
        ? () => {
            throw new Refused({ code: 'KEYS_LOCKED', message: KEYS_LOCKED_HERE });
          }
        : keys.privateKeys().ageIdentities;
    return { identities, resolveKey: (office) => known.get(office) ?? null };
  } finally {
    database.close();
  }
}

function knownKeys(database: Database): Map<string, string[]> {
  const rows = database
    .prepare<[], { office: string; key: string }>(
      "SELECT office, minisign_public_key AS key FROM office_key WHERE state = 'confirmed'",
    )
    .all();
  const byOffice = Map.groupBy(rows, (row) => row.office);
  return new Map([...byOffice].map(([office, keys]) => [office, keys.map((row) => row.key)]));
}
