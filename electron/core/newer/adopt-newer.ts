import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import type { CausalRecord, FieldVersions } from '../../../shared/merge/causal-record.ts';
import { maxCounter } from '../../../shared/merge/dot.ts';
import { editRecord, type RecordEdit, type RowEdit } from '../../../shared/merge/edit-record.ts';
import { showsLive } from '../../../shared/merge/scalar.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countUnknownFields } from '../../../shared/registers/unknown-fields.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import type { FilingFact, ReviewFact } from '../ledger/fact-store.ts';
import { holds } from '../ledger/valid-value.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { NewerStore, readKeptRecord } from './newer-store.ts';

/**
 * Takes over what packages of newer versions left here and this version has learnt to read: fields go into their columns, records
 * into their registers, with their versions, filings and comments as they came. Done once after each update; nothing is edited, but
 * for a value of a kind that its field cannot hold, which is cleared by an edit of this office's.
 */
export function adoptNewer(session: Session): void {
  const { settings, database } = session.workspace;
  const { minor } = PACKAGE_FORMAT_VERSION;
  if (settings.number('adopted_minor') >= minor) return;
  const store = new NewerStore(database);
  const registers = store.registers().filter((register) => registerById(register) !== undefined);
  const noted = store.noted();
  if (registers.length === 0 && noted.length === 0) {
    settings.set('adopted_minor', minor);
    return;
  }
  session.workspace.work({ label: '接管较新版本的内容', action: 'receive' }, (work) => {
    for (const register of registers)
      for (const row of store.recordsOf(register)) adoptRecord(session, work, store, readKeptRecord(row));
    for (const id of noted) adoptFields(session, work, store, id);
    settings.set('adopted_minor', minor);
    // What was never in a column was never checked.
    settings.set('checked', '');
  });
}

function adoptRecord(session: Session, work: UnitOfWork, store: NewerStore, kept: CausalRecord): void {
  const { ledger, writer } = session;
  const register = ledger.store(kept.register).register;
  for (const { part, fact } of store.factsOf(kept.id)) {
    if (part === 'filing') ledger.facts.addFiling(fact as FilingFact, work.change);
    else if (part === 'review') ledger.facts.addReview(fact as ReviewFact, work.change);
    else ledger.facts.addComment(fact as CommentEntry, work.change);
  }
  const record = cleared(work, register, kept);
  writer.keepJoined(work, record, undefined, 'by-us');
  store.forget(kept.id);
  store.noteFields(kept.id, countUnknownFields(register, record));
}

function adoptFields(session: Session, work: UnitOfWork, store: NewerStore, id: string): void {
  const register = registerById(id.split('-', 1)[0] ?? '');
  const kept = register && session.ledger.store(register.id).load(id);
  if (!register || !kept) return;
  session.writer.rewrite(work, cleared(work, register, kept), kept);
  store.noteFields(id, countUnknownFields(register, kept));
}

/** The record without values that its columns cannot take; the same one where there are none. */
function cleared(work: UnitOfWork, register: Register, record: CausalRecord): CausalRecord {
  const fields = unfit(register, record.fields);
  const rows: RowEdit[] = [];
  for (const [table, of] of Object.entries(record.tables))
    for (const [rowId, row] of Object.entries(of)) {
      const wrong = unfit(register, row.fields, table);
      if (Object.keys(wrong).length > 0) rows.push({ table, rowId, fields: wrong, live: showsLive(row.live) });
    }
  if (Object.keys(fields).length === 0 && rows.length === 0) return record;
  const edit: RecordEdit = { fields, rows, live: showsLive(record.live) };
  work.witness(maxCounter(record));
  return editRecord(record, work.dotAbove(maxCounter(record)), edit);
}

function unfit(
  register: Register,
  fields: Readonly<Record<string, FieldVersions>>,
  table?: string,
): Record<string, null> {
  const wrong = Object.entries(fields).filter(([key, versions]) => {
    const field = findField(register, key, table);
    return field !== undefined && !versions.every(({ value }) => holds(field, value));
  });
  return Object.fromEntries(wrong.map(([key]) => [key, null]));
}
