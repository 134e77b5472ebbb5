import type { Register } from '../registers/register.ts';
import { isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { duplicateKey } from './duplicate-key.ts';
import type { RuleHead } from './rule.ts';

/** How a value is folded before two are compared: as it stands, or as a name. Identifiers are stored folded already. */
export type Fold = 'exact' | 'name';

/** One part of the key under which records belong together. */
export interface KeyPart {
  readonly field: string;
  readonly fold: Fold;
}

/** What a record must hold in a field to take part: one of the values, or none of them. */
export type Membership =
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly notIn: readonly string[] };

/** Where a problem stands and what it says. It names no other record: those are asked for when it is shown. */
export interface Mark {
  readonly field: string;
  readonly message: string;
}

/** Records of one register that take part in a set rule. One with an empty key part or outside `where` does not. */
export interface SetSource {
  readonly register: string;
  /** The parts under which records belong together, or the item's natural key. */
  readonly key: readonly KeyPart[] | 'natural';
  /** The field whose values are to agree within a group; of rules that test so. */
  readonly value?: string;
  readonly where?: readonly Membership[];
  readonly mark: (key: readonly string[]) => Mark;
}

/**
 * What is wrong with a group, the records of one office that share a key:
 * - `repeated`: there are more than `limit`; all are marked
 * - `shared`: more than one of the sources has some; all are marked
 * - `missing`: the target has none; those of the sources are marked
 * - `differs`: the values differ; all but those that most records bear are marked
 */
export type SetTest =
  | {
      readonly kind: 'repeated';
      readonly limit: number /** The province may set another limit. */;
      readonly adjustable?: boolean;
    }
  | { readonly kind: 'shared' }
  | { readonly kind: 'missing'; readonly target: SetSource }
  | { readonly kind: 'differs' };

/** A rule over records that belong together, of one register or of several; always within one office. */
export interface SetRule extends RuleHead {
  readonly kind: 'records' | 'registers';
  readonly sources: readonly SetSource[];
  readonly test: SetTest;
}

/** Marks that people write or leave out in names without meaning another. */
export const IGNORED_IN_NAMES = ' 　()（）“”·、，-—';

/** A value as it is compared. The database folds by the very same steps (`rule-sql.ts`); only ASCII letters lose their case. */
export function foldPart(fold: Fold, value: string | number): string {
  const text = String(value);
  if (fold === 'exact') return text;
  let folded = '';
  for (const character of text) if (!IGNORED_IN_NAMES.includes(character)) folded += character;
  return folded.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** The key under which a record's values take part in a source; undefined when they do not. */
export function keyOf(register: Register, source: SetSource, values: RecordValues): readonly string[] | undefined {
  if (!(source.where ?? []).every((membership) => takesPart(membership, values))) return undefined;
  if (source.value !== undefined && isEmptyValue(values[source.value])) return undefined;
  if (source.key === 'natural') {
    const natural = duplicateKey(register, values);
    return natural === undefined ? undefined : [natural];
  }
  const parts: string[] = [];
  for (const { field, fold } of source.key) {
    const value = values[field];
    if (isEmptyValue(value) || Array.isArray(value)) return undefined;
    parts.push(foldPart(fold, value));
  }
  return parts;
}

function takesPart(membership: Membership, values: RecordValues): boolean {
  const value = values[membership.field];
  if ('in' in membership) return !isEmptyValue(value) && membership.in.includes(String(value));
  return !isEmptyValue(value) && !membership.notIn.includes(String(value));
}

/** More records than this bear out a spelling no further. */
export const COUNTED = 200;

/** The values that are not what most records bear; all of them where several are borne by equally many. Counted no further than {@link COUNTED}. */
export function unusualValues(counts: ReadonlyMap<string, number>): readonly string[] {
  if (counts.size < 2) return [];
  const most = Math.max(...counts.values());
  const usual = [...counts].filter(([, count]) => count === most);
  return [...counts.keys()].filter((value) => usual.length > 1 || value !== usual[0]?.[0]);
}
