import { formatFingerprint, parseFingerprint } from './fingerprint.ts';
import { ageRecipient, type KeyChange, keyChangesSchema, minisignPublicKey } from './key-change.ts';

/** An office's public keys as a small text file (`.tzkey`), for enrolling them before a first package. */
export interface KeyCard {
  readonly office: string;
  readonly name: string;
  readonly ageRecipient: string;
  readonly minisignPublicKey: string;
  /** As the card says; to be compared with that of the keys. */
  readonly fingerprint: string;
  readonly changes: readonly KeyChange[];
}

const TITLE = '行动计划台账 密钥文件';

/** The text of a card: a line each, readable by anybody. */
export function formatKeyCard(card: KeyCard): string {
  const lines = [
    TITLE,
    `单位：${card.name}（${card.office}）`,
    `收件公钥：${card.ageRecipient}`,
    `签名公钥：${card.minisignPublicKey}`,
    `密钥指纹：${formatFingerprint(card.fingerprint)}`,
    ...card.changes.map((change) => `更换记录：${JSON.stringify(change)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Reads the text of a card, whatever its line ends and whether colons are full-width; null when it is none. */
export function readKeyCard(text: string): KeyCard | null {
  const lines = text.replace(/^\ufeff/u, '').split(/\r?\n/u);
  const values = (label: string) =>
    lines.flatMap((line) => {
      const [, name, value] = /^\s*([^：:]+)[：:]\s*(.*?)\s*$/u.exec(line) ?? [];
      return name === label && value !== undefined ? [value] : [];
    });
  const [office] = values('单位');
  const [, name, code] = /^(.{1,60})[（(](\d{6})[）)]$/u.exec(office ?? '') ?? [];
  const recipient = ageRecipient.safeParse(values('收件公钥')[0]);
  const signer = minisignPublicKey.safeParse(values('签名公钥')[0]);
  const fingerprint = parseFingerprint(values('密钥指纹')[0] ?? '');
  const changes = readChanges(values('更换记录'));
  if (name === undefined || code === undefined || !recipient.success || !signer.success) return null;
  if (fingerprint === null || changes === null) return null;
  return { office: code, name, ageRecipient: recipient.data, minisignPublicKey: signer.data, fingerprint, changes };
}

function readChanges(texts: readonly string[]): readonly KeyChange[] | null {
  try {
    const parsed = keyChangesSchema.safeParse(texts.map((text): unknown => JSON.parse(text)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
