import type { Scalar } from '../../../shared/merge/causal-record.ts';
import { contentDigestInput, type ShownRecord } from '../../../shared/merge/shown-values.ts';
import { isFieldFromAbove } from '../../../shared/registers/link-fields.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { canonicalJson } from '../../../shared/values/canonical-json.ts';

/** What {@link contentOf} tells: fields, and child rows by table and row id. */
export interface FiledContent {
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Scalar>>>>>>;
}

export interface RecordContent {
  readonly text: string;
  /** The text tells everything that is shown of the record: no field of the province's, no child rows, nothing empty. */
  readonly isWhole: boolean;
}

/** The canonical text of what an office files of a record: its own fields and child rows, not the province's. */
export function contentOf(register: Register, shown: ShownRecord): string {
  return recordContent(register, shown).text;
}

/** The text of {@link contentOf}, and whether it says all. */
export function recordContent(register: Register, shown: ShownRecord): RecordContent {
  for (const _ in shown.tables) return withTables(register, shown);
  let members = '';
  let told = 0;
  // The declared keys stand in the order of canonical JSON already; sorting those of every record costs more than all else.
  for (const { key, opening } of cityKeys(register)) {
    const value = shown.fields[key];
    if (value === undefined) continue;
    if (value === '' || (Array.isArray(value) && value.length === 0)) return withTables(register, shown);
    told += 1;
    if (value === null) continue;
    members += `${members === '' ? '' : ','}${opening}${canonicalJson(value)}`;
  }
  // A field of the province's, or of a later version of the register.
  if (told !== Object.keys(shown.fields).length) return withTables(register, shown);
  return { text: `{"fields":{${members}},"tables":{}}`, isWhole: shown.live };
}

function withTables(register: Register, shown: ShownRecord): RecordContent {
  const isCity = (key: string, table?: string) => !isFieldFromAbove(register, key, table);
  return { text: contentDigestInput(shown, isCity), isWhole: false };
}

interface CityKey {
  readonly key: string;
  /** The key as a member of canonical JSON begins. */
  readonly opening: string;
}

const known = new WeakMap<Register, readonly CityKey[]>();

function cityKeys(register: Register): readonly CityKey[] {
  let keys = known.get(register);
  if (!keys) {
    const declared = register.fields.filter((field) => field.authority !== 'province').map((field) => field.key);
    keys = declared.sort().map((key) => ({ key, opening: `${canonicalJson(key)}:` }));
    known.set(register, keys);
  }
  return keys;
}
