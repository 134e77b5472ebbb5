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

/** At which places of a word a letter stands, as bits; a longer word is looked for by its beginning and then in full. */
const MOST_BITS = 30;
let lastWord = '';
let places = new Map<string, number>();

/** The places of a word where one of these letters stands. */
function placesOf(letters: string): number {
  let bits = places.get(letters);
  if (bits === undefined) {
    bits = 0;
    for (let at = 0; at < Math.min(lastWord.length, MOST_BITS); at += 1) {
      if (letters.includes(lastWord[at]!)) bits |= 1 << at;
    }
    places.set(letters, bits);
  }
  return bits;
}

/**
 * Whether somewhere in a line of a folded text the characters' initials follow each other as in the word: `rgzn` in 人工智能.
 * Thousands of texts are looked at between two key presses, so all beginnings of the word are followed at once, one bit each.
 */
export function hasInitials(text: string, word: string): boolean {
  if (word !== lastWord) {
    lastWord = word;
    places = new Map();
  }
  const whole = 1 << (Math.min(word.length, MOST_BITS) - 1);
  let begun = 0;
  for (const character of text) {
    const letters = initialsOf(character);
    begun = letters === '' ? 0 : ((begun << 1) | 1) & placesOf(letters);
    if ((begun & whole) !== 0) return word.length <= MOST_BITS || hasLongInitials(text, word);
  }
  return false;
}

function hasLongInitials(text: string, word: string): boolean {
  const initials = Array.from(text, initialsOf);
  return initials.some((_, start) => Array.from(word).every((letter, at) => initials[start + at]?.includes(letter)));
}
