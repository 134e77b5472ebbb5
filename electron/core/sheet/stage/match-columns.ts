import type { Field } from '../../../../shared/registers/register.ts';
import { headingForms } from './heading-text.ts';

/** A column's heading as people read it, and the names it may be meant by, the likeliest first. */
export interface HeadedColumn {
  readonly index: number;
  readonly heading: string;
  readonly names: readonly string[];
}

interface Spelling {
  readonly field: string;
  /** How much a match is worth: label before synonym, whole before shortened. */
  readonly worth: number;
}

const spellings = new WeakMap<readonly Field[], ReadonlyMap<string, readonly Spelling[]>>();

function spellingsOf(fields: readonly Field[]): ReadonlyMap<string, readonly Spelling[]> {
  const known = spellings.get(fields);
  if (known) return known;
  const map = new Map<string, Spelling[]>();
  const note = (form: string, spelling: Spelling) => {
    if (form === '') return;
    const list = map.get(form) ?? [];
    if (!list.some((one) => one.field === spelling.field && one.worth >= spelling.worth)) list.push(spelling);
    map.set(form, list);
  };
  for (const { key, label, synonyms = [] } of fields) {
    const [whole, short] = headingForms(label);
    note(whole, { field: key, worth: 40 });
    note(short, { field: key, worth: 30 });
    note(key.toLowerCase(), { field: key, worth: 40 });
    for (const synonym of synonyms) {
      const [synonymWhole, synonymShort] = headingForms(synonym);
      note(synonymWhole, { field: key, worth: 20 });
      note(synonymShort, { field: key, worth: 10 });
    }
  }
  spellings.set(fields, map);
  return map;
}

/**
 * The field that each column feeds, by column index; columns that fit none are absent. Each field is fed once: by the
 * column whose heading says it best, the leftmost where several do.
 */
export function matchColumns(
  fields: readonly Field[],
  columns: readonly HeadedColumn[],
  allowed: (field: Field) => boolean = () => true,
): ReadonlyMap<number, string> {
  const known = spellingsOf(fields);
  const permitted = new Set(fields.filter(allowed).map((field) => field.key));
  const found: { readonly index: number; readonly field: string; readonly worth: number }[] = [];
  for (const column of columns) {
    for (const [place, name] of column.names.entries()) {
      const [whole, short] = headingForms(name);
      const add = (form: string, loss: number) => {
        for (const { field, worth } of known.get(form) ?? []) {
          if (permitted.has(field)) found.push({ index: column.index, field, worth: worth - loss - place });
        }
      };
      add(whole, 0);
      if (short !== whole) add(short, 5);
    }
  }
  found.sort((one, other) => other.worth - one.worth || one.index - other.index);
  const matched = new Map<number, string>();
  const taken = new Set<string>();
  for (const { index, field } of found) {
    if (matched.has(index) || taken.has(field)) continue;
    matched.set(index, field);
    taken.add(field);
  }
  return matched;
}

/** The matching with the officer's corrections: column index → field key, or null to leave the column out. */
export function withMapping(
  matched: Map<number, string>,
  mapping: Readonly<Record<string, string | null>>,
): ReadonlyMap<number, string> {
  for (const [index, field] of Object.entries(mapping)) {
    // A field is fed by one column: the officer's choice takes it from any other.
    for (const [other, fed] of matched) if (fed === field) matched.delete(other);
    if (field === null) matched.delete(Number(index));
    else matched.set(Number(index), field);
  }
  return matched;
}
