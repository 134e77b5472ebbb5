import { readFileSync } from 'node:fs';
import { formatFingerprint } from '../../shared/exchange/fingerprint.ts';
import { KEY_CHANGE_REASONS } from '../../shared/exchange/key-change.ts';
import { OFFICES } from '../../shared/office/offices.ts';
import { type Command, type CommandContext, need, optional, WrongUsage } from './command.ts';

const PROTECTION = { none: '没有设口令', locked: '设有口令', unlocked: '设有口令，已解锁' } as const;

const identity: Command = {
  name: 'identity',
  usage: '[--new-keys --reason rotation|lost|compromised] [--new-passphrase-file FILE | --no-passphrase]',
  summary: '显示本单位的公钥和密钥指纹；更换密钥；设置、更改或取消私钥口令。',
  options: {
    'new-keys': { type: 'boolean' },
    reason: { type: 'string' },
    'new-passphrase-file': { type: 'string' },
    'no-passphrase': { type: 'boolean' },
  },
  workspace: 'open',
  async run(context) {
    if (context.options['new-keys']) await context.call('identity.renew', { reason: reasonOf(context) });
    const left = await setPassphrase(context);
    const shown = await context.call('identity.show', {});
    return {
      document: shown,
      lines: [
        `单位：${shown.office} ${OFFICES.nameOf(shown.office)}`,
        `加密公钥：${shown.ageRecipient}`,
        `签名公钥：${shown.minisignPublicKey}`,
        `密钥指纹：${formatFingerprint(shown.fingerprint)}`,
        `私钥：${PROTECTION[shown.protection]}`,
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

export const keyCommands: readonly Command[] = [identity];
