type Pinyin = typeof import('pinyin-pro').pinyin;

let pinyin: Pinyin | undefined;

/** Loads the dictionary of readings, which no start needs to wait for; until then no word is read as initials. */
export async function loadReadings(): Promise<void> {
  ({ pinyin } = await import('pinyin-pro'));
}

/** Whether a folded word may stand for the initials of Chinese characters: 2 and more letters, or letters and digits. */
export function mayBeInitials(word: string): boolean {
  return word.length > 1 && /^[a-z0-9]+$/.test(word) && /[a-z]/.test(word);
}

const known = new Map<string, string>();

/**
 * The letters with which a character's readings begin, several for 重 (zhòng, chóng): either is found. Letters and digits stand
 * for themselves; a character without a reading has none.
 */
export function initialsOf(character: string): string {
  if (character <= '\u007F') return /[a-z0-9]/.test(character) ? character : '';
  if (!pinyin) return '';
  let letters = known.get(character);
  if (letters === undefined) {
    const readings = pinyin(character, { pattern: 'first', toneType: 'none', type: 'array', multiple: true });
    letters = [...new Set(readings.filter((letter) => /^[a-z]$/.test(letter)))].join('');
    known.set(character, letters);
  }
  return letters;
}

/** Whether somewhere in a line of a folded text the characters' initials follow each other as in the word: `rgzn` in 人工智能. */
export function hasInitials(text: string, word: string): boolean {
  for (const line of text.split('\n')) {
    const initials = Array.from(line, initialsOf);
    for (let start = 0; start + word.length <= initials.length; start += 1) {
      let index = 0;
      while (index < word.length && initials[start + index]!.includes(word[index]!)) index += 1;
      if (index === word.length) return true;
    }
  }
  return false;
}
