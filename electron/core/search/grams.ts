import { initialsOf, mayBeInitials } from './initials.ts';

/*
 * What the search index holds of a text: at each character a short run of characters from there on. Two Chinese characters tell
 * texts apart well; letters and digits do so only by four.
 */
const LETTERS = 4;
const CHARACTERS = 2;
/** Before a run of initials, so that `zn` of 智能 and the letters zn are two things. */
const INITIALS = '\uE100';
/** More runs of one word narrow the search no further. */
const MOST_RUNS = 10;

const isLetter = (character: string): boolean => /^[a-z0-9]$/.test(character);

/** Marks of ASCII would part words in the index; each has a stand-in there. */
function runText(characters: readonly string[]): string {
  let text = '';
  for (const character of characters) {
    text +=
      character <= '\u007F' && !isLetter(character) ? String.fromCharCode(0xe000 + character.charCodeAt(0)) : character;
  }
  return text;
}

function lengthFrom(character: string): number {
  return isLetter(character) ? LETTERS : CHARACTERS;
}

/** The runs of a folded text, of its lines' initials too; each once. */
export function gramsOf(text: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (const line of text.split('\n')) {
    const characters = Array.from(line);
    for (const [at, character] of characters.entries()) {
      grams.add(runText(characters.slice(at, at + lengthFrom(character))));
    }
    if (!characters.every(isLetter)) addInitials(grams, characters.map(initialsOf));
  }
  return grams;
}

function addInitials(grams: Set<string>, initials: readonly string[]): void {
  for (let start = 0; start < initials.length; start += 1) {
    let runs = [''];
    for (let at = start; at < start + LETTERS && initials[at]; at += 1) {
      const letters = initials[at]!;
      runs =
        letters.length === 1
          ? runs.map((run) => run + letters)
          : runs.flatMap((run) => Array.from(letters, (one) => run + one));
    }
    for (const run of runs) if (run !== '') grams.add(INITIALS + run);
  }
}

/** What to ask the index for a folded word: every text that has the word, and perhaps some that have not, satisfies it. */
export interface GramQuery {
  readonly match: string;
  /** The word is shorter than a run: many runs begin with it, and all of them have to be gathered. */
  readonly isWide: boolean;
}

export function gramQuery(word: string): GramQuery {
  const literal = runsIn(Array.from(word), lengthFrom, runText);
  if (!mayBeInitials(word)) return { match: literal.match, isWide: literal.isWide };
  const initials = runsIn(
    Array.from(word),
    () => LETTERS,
    (run) => INITIALS + run.join(''),
  );
  return { match: `(${literal.match}) OR (${initials.match})`, isWide: literal.isWide || initials.isWide };
}

function runsIn(
  characters: readonly string[],
  lengthAt: (character: string) => number,
  shown: (run: readonly string[]) => string,
): GramQuery {
  const whole = characters.flatMap((character, at) => {
    const length = lengthAt(character);
    return at + length <= characters.length ? [shown(characters.slice(at, at + length))] : [];
  });
  const quoted = (run: string) => `"${run.replaceAll('"', '""')}"`;
  if (whole.length === 0) return { match: `${quoted(shown(characters))} *`, isWide: true };
  return { match: [...new Set(whole)].slice(0, MOST_RUNS).map(quoted).join(' AND '), isWide: false };
}
