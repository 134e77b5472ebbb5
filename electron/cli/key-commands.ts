import { readFileSync, writeFileSync } from 'node:fs';
import { formatFingerprint, parseFingerprint } from '../../shared/exchange/fingerprint.ts';
import { KEY_CHANGE_REASONS } from '../../shared/exchange/key-change.ts';
import { OFFICES } from '../../shared/office/offices.ts';
import { type Command, type CommandContext, need, optional, WrongUsage } from './command.ts';

const PROTECTION = { none: '没有设口令', locked: '设有口令', unlocked: '设有口令，已解锁' } as const;

const identity: Command = {
  name: 'identity',
  usage:
    '[--sheet FILE.html] [--card FILE.tzkey] [--new-keys --reason rotation|lost|compromised] [--new-passphrase-file FILE | --no-passphrase]',
  summary: '显示本单位的公钥和密钥指纹；更换密钥；设置、更改或取消私钥口令。',
  options: {
    'new-keys': { type: 'boolean' },
    reason: { type: 'string' },
    'new-passphrase-file': { type: 'string' },
    'no-passphrase': { type: 'boolean' },
    sheet: { type: 'string' },
    card: { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    if (context.options['new-keys']) await context.call('identity.renew', { reason: reasonOf(context) });
    const left = await setPassphrase(context);
    const papers = await writePapers(context);
    const shown = await context.call('identity.show', {});
    return {
      document: shown,
      lines: [
        `单位：${shown.office} ${OFFICES.nameOf(shown.office)}`,
        `加密公钥：${shown.ageRecipient}`,
        `签名公钥：${shown.minisignPublicKey}`,
        `密钥指纹：${formatFingerprint(shown.fingerprint)}`,
        `私钥：${PROTECTION[shown.protection]}`,
        ...papers.map((file) => `已写出 ${file}`),
        ...left.map((name) => `注意：自动备份 ${name} 里的私钥没有加封，请删除这份备份。`),
      ],
    };
  },
};

function reasonOf(context: CommandContext) {
  const given = need(context, 'reason');
  const reason = KEY_CHANGE_REASONS.find((one) => one === given);
  if (!reason) throw new WrongUsage(`--reason 应为 ${KEY_CHANGE_REASONS.join('、')} 之一，现为“${given}”。`);
  return reason;
}

/** Writes the sheet and the card where they are asked for; gives their files. */
async function writePapers(context: CommandContext): Promise<readonly string[]> {
  const files: string[] = [];
  const sheet = optional(context, 'sheet');
  if (sheet !== undefined) {
    files.push(context.path(sheet));
    writeFileSync(context.path(sheet), (await context.call('identity.sheet', {})).html);
  }
  const card = optional(context, 'card');
  if (card !== undefined) files.push((await context.call('identity.write-card', { path: context.path(card) })).path);
  return files;
}

/** Sets, changes or takes away the passphrase where that is asked for; gives the backups that could not be sealed. */
async function setPassphrase(context: CommandContext): Promise<readonly string[]> {
  const file = optional(context, 'new-passphrase-file');
  const present = context.passphrase ?? null;
  if (file === undefined && !context.options['no-passphrase']) return [];
  const next = file === undefined ? null : firstLine(context.path(file));
  return (await context.call('identity.set-passphrase', { present, next })).unsealedBackups;
}

/** A passphrase stands on the first line of its file. */
export function firstLine(file: string): string {
  return (
    readFileSync(file, 'utf8')
      .replace(/^\ufeff/u, '')
      .split(/\r?\n/u)[0] ?? ''
  );
}

const officeKey: Command = {
  name: 'office-key',
  usage: 'list | confirm --office CODE --fingerprint TEXT | enrol FILE.tzkey --fingerprint TEXT',
  summary: '列出各单位的密钥；与盖章的密钥单核对指纹后，确认收到的密钥，或登记对方交来的密钥文件。',
  options: { office: { type: 'string' }, fingerprint: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const [act, file] = context.words;
    if (act === 'confirm') {
      const office = need(context, 'office');
      await context.call('office-key.confirm', { office, fingerprint: fingerprintOf(context) });
    } else if (act === 'enrol' && file !== undefined) {
      await context.call('office-key.enrol', { path: context.path(file), fingerprint: fingerprintOf(context) });
    } else if (act !== 'list') {
      throw new WrongUsage('office-key 后面应为 list、confirm 或 enrol 加密钥文件。');
    }
    const { keys } = await context.call('office-key.list', {});
    return {
      document: { keys },
      lines: keys.map(
        (key) =>
          `${key.office} ${key.name}  ${key.endedAt ? '已停用' : KEY_STATES[key.state]}  ${formatFingerprint(key.fingerprint)}`,
      ),
    };
  },
};

const KEY_STATES = {
  confirmed: '已确认',
  unconfirmed: '待确认',
  changed: '已更换，待核实',
  succeeded: '已更换，由旧密钥签名，待确认',
} as const;

/** A fingerprint as it stands on the sheet, in groups or not. */
function fingerprintOf(context: CommandContext): string {
  const fingerprint = parseFingerprint(need(context, 'fingerprint'));
  if (fingerprint === null) throw new WrongUsage('--fingerprint 应为密钥单上的指纹，共 64 位，可带空格。');
  return fingerprint;
}

export const keyCommands: readonly Command[] = [identity, officeKey];
