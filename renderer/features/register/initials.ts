import { pinyinInitials } from '../../../shared/values/pinyin-initials.ts';

const known = new Map<string, string>();

/** {@link pinyinInitials}, worked out once for each label. */
export function initialsOf(label: string): string {
  const held = known.get(label);
  if (held !== undefined) return held;
  const initials = pinyinInitials(label);
  known.set(label, initials);
  return initials;
}
