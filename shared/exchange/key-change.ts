import { z } from 'zod';

/** Why an office gave its keys up: 定期更换, 遗失, 疑似泄露. */
export const KEY_CHANGE_REASONS = ['rotation', 'lost', 'compromised'] as const;
export type KeyChangeReason = (typeof KEY_CHANGE_REASONS)[number];

export const KEY_CHANGE_LABELS: Readonly<Record<KeyChangeReason, string>> = {
  rotation: '定期更换',
  lost: '遗失',
  compromised: '疑似泄露',
};

export const ageRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);
export const minisignPublicKey = z.string().regex(/^RW[A-Za-z0-9+/]{54}$/);

/** An office's statement that its keys were changed; it goes along in every package from then on. */
export const keyChangeSchema = z.looseObject({
  /** The signing key that was given up. */
  from: minisignPublicKey,
  to: z.looseObject({ ageRecipient, minisignPublicKey }),
  reason: z.enum(KEY_CHANGE_REASONS),
  at: z.iso.datetime({ offset: true }),
  /** Text of a minisign signature over {@link keyChangeText} by the key that was given up; null where that was gone. */
  signature: z.string().max(1000).nullable(),
});
export type KeyChange = z.infer<typeof keyChangeSchema>;

/** Changes of keys in the order in which they happened. */
export const keyChangesSchema = z.array(keyChangeSchema).max(100);

/** The text that the former key signs. Not a line of it can be changed, and none is missing. */
export function keyChangeText(
  office: string,
  { from, to, reason, at }: Pick<KeyChange, 'from' | 'to' | 'reason' | 'at'>,
): string {
  return [
    'taizhang key change',
    `office ${office}`,
    `from ${from}`,
    `to ${to.minisignPublicKey} ${to.ageRecipient}`,
    `reason ${reason}`,
    `at ${at}`,
    '',
  ].join('\n');
}
