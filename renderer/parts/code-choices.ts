import { codeChoices } from '../../shared/codes/code-tables.ts';
import type { Field } from '../../shared/registers/register.ts';
import { pinyinInitials } from '../../shared/values/pinyin-initials.ts';
import { foldText } from '../../shared/values/text.ts';

export interface Choice {
  readonly code: string;
  readonly label: string;
  readonly short?: string;
  readonly aliases?: readonly string[];
}

const known = new Map<string, string>();

/** {@link pinyinInitials}, worked out once for each label. */
function initialsOf(label: string): string {
  const held = known.get(label);
  if (held !== undefined) return held;
  const initials = pinyinInitials(label);
  known.set(label, initials);
  return initials;
}

/** Whether a choice is meant by what was typed: part of its name, its code, another spelling, or pinyin initials. */
export function choiceMatches(choice: Choice, typed: string): boolean {
  const wanted = foldText(typed);
  if (wanted === '') return true;
  const spellings = [choice.code, choice.label, choice.short ?? '', ...(choice.aliases ?? [])];
  if (spellings.some((spelling) => foldText(spelling).includes(wanted))) return true;
  return /^[a-z0-9]+$/.test(wanted) && initialsOf(choice.label).includes(wanted);
}

/** The choices that fit what was typed; first what it names exactly, then what begins with it, then the rest in their order. */
export function rankedChoices<T extends Choice>(choices: readonly T[], typed: string): readonly T[] {
  const wanted = foldText(typed);
  if (wanted === '') return choices;
  const rank = (item: Choice) => {
    if (foldText(item.label) === wanted || foldText(item.code) === wanted) return 0;
    return foldText(item.label).startsWith(wanted) || initialsOf(item.label).startsWith(wanted) ? 1 : 2;
  };
  return choices.filter((item) => choiceMatches(item, typed)).sort((one, other) => rank(one) - rank(other));
}

/**
 * The one choice that a text can mean when it is left without picking: the only one it names exactly, else the only one it fits.
 * Otherwise the sentence that says why it was not taken.
 */
export function soleChoice<T extends Choice>(choices: readonly T[], typed: string): T | string {
  const wanted = foldText(typed);
  const fitting = rankedChoices(choices, typed);
  const named = fitting.filter((item) =>
    [item.code, item.label, item.short ?? '', ...(item.aliases ?? [])].some(
      (spelling) => foldText(spelling) === wanted,
    ),
  );
  const sole = named.length > 0 ? named : fitting;
  if (sole.length === 1 && sole[0]) return sole[0];
  return sole.length === 0
    ? `没有“${typed}”这一项，请从列表里选一项`
    : `“${typed}”对得上 ${sole.length} 项，请从列表里选一项`;
}

/** The choices of a code field, narrowed to a parent where one is known; those of the whole table where that leaves none. */
export function fieldChoices(field: Field, parent: string | undefined): readonly Choice[] {
  if (!field.codeTable) return [];
  const narrowed = codeChoices(field.codeTable, parent);
  return narrowed.length > 0 ? narrowed : codeChoices(field.codeTable);
}

/** The choices of a code field or flag that fit what was typed. */
export function matchingChoices(field: Field, typed: string, parent: string | undefined): readonly Choice[] {
  return rankedChoices(field.type === 'flag' ? FLAGS : fieldChoices(field, parent), typed);
}

const FLAGS: readonly Choice[] = [
  { code: '1', label: '是', aliases: ['y', '有'] },
  { code: '0', label: '否', aliases: ['n', '无'] },
];
