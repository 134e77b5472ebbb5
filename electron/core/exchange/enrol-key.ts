import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { type KeyCard, readKeyCard } from '../../../shared/exchange/key-card.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { trustOf } from './key-trust.ts';
import { type KeyState, OfficeKeys } from './office-keys.ts';

const BYTES_AT_MOST = 256 * 1024;

/**
 * Reads an office's key card and tells how far it is believed by what is known here. Errors: `KEY_CARD_INVALID` for what is no card,
 * says another fingerprint than its keys have, or is of an office that is not known here; those of the file system.
 */
export async function readCard(
  { database, offices, office: own }: Workspace,
  file: string,
): Promise<{ card: KeyCard; state: KeyState }> {
  const text = (await stat(file)).size > BYTES_AT_MOST ? '' : await readFile(file, 'utf8');
  const card = readKeyCard(text);
  if (!card)
    throw new AppError('KEY_CARD_INVALID', '这不是密钥文件，或内容不全，没有登记。请对方在设置里重新存一份密钥文件。');
  if (keyFingerprint(card) !== card.fingerprint)
    throw new AppError(
      'KEY_CARD_INVALID',
      '密钥文件里的指纹与公钥不符，文件有改动或损坏，没有登记。请对方重新存一份。',
    );
  if (!offices.find(card.office) || card.office === own.code)
    throw new AppError('KEY_CARD_INVALID', `密钥文件属于${card.name}，它与本单位没有往来，没有登记。`);
  return { card, state: trustOf(card.office, card, new OfficeKeys(database).of(card.office)) };
}

/** Enrols the keys of a card whose fingerprint a person compared with the stamped sheet. Errors: `KEY_UNKNOWN`, those of {@link readCard}. */
export async function enrolCard(workspace: Workspace, file: string, fingerprint: string): Promise<void> {
  const { card, state } = await readCard(workspace, file);
  if (fingerprint !== card.fingerprint)
    throw new AppError('KEY_UNKNOWN', '密钥与所填指纹不符，没有登记。请对照盖章的密钥单重新核对。');
  workspace.work({ label: `登记${card.name}的密钥`, action: 'receive' }, (work) => {
    const keys = new OfficeKeys(workspace.database);
    keys.remember(card.office, card, state, work.at);
    keys.confirm(card.office, fingerprint, work.at);
    work.tell('keys');
  });
}
