import { pinyin } from 'pinyin-pro';
import { foldText } from './text.ts';

/**
 * The pinyin initials of a text as officers type them to find it: 人工智能 is `rgzn`, 5G专网 is `5gzw`. Letters and digits stay,
 * marks and blanks go; a character of several readings takes the one its word asks for.
 */
export function pinyinInitials(text: string): string {
  const first = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return foldText(first.join('')).replace(/[^a-z0-9]/g, '');
}
