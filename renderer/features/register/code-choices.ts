import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { foldText } from '../../../shared/values/text.ts';
import { initialsOf } from './initials.ts';

export interface Choice {
  readonly code: string;
  readonly label: string;
  readonly short?: string;
  readonly aliases?: readonly string[];
}

/** Whether a choice is meant by what was typed: part of its name, its code, another spelling, or pinyin initials. */
export function choiceMatches(choice: Choice, typed: string): boolean {
  const wanted = foldText(typed);
  if (wanted === '') return true;
  const spellings = [choice.code, choice.label, choice.short ?? '', ...(choice.aliases ?? [])];
  if (spellings.some((spelling) => foldText(spelling).includes(wanted))) return true;
  return /^[a-z0-9]+$/.test(wanted) && initialsOf(choice.label).includes(wanted);
}

/** The choices of a code field, narrowed to a parent where one is known, that fit what was typed: those beginning with it first. */
export function matchingChoices(field: Field, typed: string, parent: string | undefined): readonly Choice[] {
  if (field.type === 'flag') return FLAGS.filter((choice) => choiceMatches(choice, typed));
  if (!field.codeTable) return [];
  const narrowed = codeChoices(field.codeTable, parent);
  const items: readonly Choice[] = narrowed.length > 0 ? narrowed : codeChoices(field.codeTable);
  const wanted = foldText(typed);
  const found = items.filter((item) => choiceMatches(item, typed));
  const rank = (item: Choice) => {
    if (foldText(item.label) === wanted || foldText(item.code) === wanted) return 0;
    if (foldText(item.label).startsWith(wanted) || initialsOf(item.label).startsWith(wanted)) return 1;
    return 2;
  };
  return wanted === '' ? found : [...found].sort((one, other) => rank(one) - rank(other));
}

const FLAGS: readonly Choice[] = [
  { code: '1', label: '是', aliases: ['y', '有'] },
  { code: '0', label: '否', aliases: ['n', '无'] },
];
