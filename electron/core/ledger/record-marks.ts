import { hash } from 'node:crypto';
import { duplicateKey } from '../../../shared/check/duplicate-key.ts';
import type { RecordState } from '../../../shared/contract/shapes.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { deriveStatus, type Filing, type Review } from '../../../shared/status/derive-status.ts';
import { isEmptyValue, type RecordValues } from '../../../shared/values/field-value.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { ProblemMarks } from '../check/kept-problems.ts';
import { contentOf } from './record-content.ts';

/** What is kept beside a record because it follows from it, so that lists and counts need not work it out again. */
export interface RecordMarks extends ProblemMarks {
  readonly filingState: RecordState;
  readonly changed: boolean;
  readonly locked: boolean;
  readonly conflicted: boolean;
  readonly round: number;
  readonly openComments: number;
  readonly naturalKey: string | null;
  readonly search: string;
  readonly digest: string;
  /** Local commit that last touched the record, whatever brought the change. */
  readonly changeNumber: number;
  /** Local commit in which an officer here last edited it; 0 when it only ever came in packages. */
  readonly editNumber: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export interface Facts {
  readonly filings: readonly Filing[];
  readonly reviews: readonly Review[];
  readonly openComments: number;
}

export const NO_FACTS: Facts = { filings: [], reviews: [], openComments: 0 };

export function digestOf(content: string): string {
  return hash('sha256', content, 'hex');
}

/** The marks that follow from the facts about a record; the others follow from its content alone. */
export type StatusMarks = Pick<
  RecordMarks,
  'filingState' | 'changed' | 'locked' | 'round' | 'openComments' | 'changeNumber' | 'editNumber'
>;

/** Works out anew what a fact may have changed, for a record whose content stands. */
export function statusMarksOf(
  content: { readonly live: boolean; readonly digest: string },
  facts: Facts,
  numbers: { readonly changeNumber: number; readonly editNumber: number },
): StatusMarks {
  const { state, changed, locked, round } = deriveStatus({
    ...content,
    filings: facts.filings,
    reviews: facts.reviews,
  });
  return { filingState: state, changed, locked, round, openComments: facts.openComments, ...numbers };
}

/** Works out a record's marks from its versions and the facts about it; `content` where it is known already. */
export function marksOf(
  register: Register,
  record: { readonly conflicted: boolean; readonly problems: ProblemMarks },
  shown: ShownRecord,
  facts: Facts,
  edited: { readonly changeNumber: number; readonly editNumber: number; readonly at: string; readonly officer: string },
  content: string = contentOf(register, shown),
): RecordMarks {
  const digest = digestOf(content);
  const status = deriveStatus({ live: shown.live, digest, filings: facts.filings, reviews: facts.reviews });
  return {
    filingState: status.state,
    changed: status.changed,
    locked: status.locked,
    conflicted: record.conflicted,
    round: status.round,
    openComments: facts.openComments,
    naturalKey: shown.live ? (duplicateKey(register, shown.fields as RecordValues) ?? null) : null,
    ...record.problems,
    search: searchText(register, shown),
    digest,
    changeNumber: edited.changeNumber,
    editNumber: edited.editNumber,
    updatedAt: edited.at,
    updatedBy: edited.officer,
  };
}

/** What a search looks through: the searchable fields, folded as the searched words are, one a line. */
function searchText(register: Register, shown: ShownRecord): string {
  let text = '';
  for (const { key } of searchableFields(register)) {
    const value = shown.fields[key] as RecordValues[string];
    if (!isEmptyValue(value)) text += `${text === '' ? '' : '\n'}${foldText(String(value))}`;
  }
  return text;
}

const searchable = new WeakMap<Register, readonly Field[]>();

function searchableFields(register: Register): readonly Field[] {
  let fields = searchable.get(register);
  if (!fields) {
    fields = register.fields.filter((field) => field.searchable);
    searchable.set(register, fields);
  }
  return fields;
}
