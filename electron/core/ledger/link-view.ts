import type { RecordView } from '../../../shared/contract/shapes.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { CARRIED_FROM, MERGED_INTO, type RecordLink, readLink } from '../../../shared/registers/link-fields.ts';
import type { Ledger } from './ledger.ts';
import { titleOf } from './record-query.ts';
import type { RegisterStore } from './register-store.ts';

/** Where a record goes on, what it carries on, and what was merged into it. */
export function linksOf(ledger: Ledger, store: RegisterStore, id: string, shown: ShownRecord): RecordView['links'] {
  const mergedInto = shown.live ? undefined : readLink(shown.fields[MERGED_INTO]);
  return {
    mergedInto: mergedInto ? { ...mergedInto, ...survivorOf(store, mergedInto) } : null,
    carriedFrom: readLink(shown.fields[CARRIED_FROM]) ?? null,
    merged: ledger.links.to(id, 'merged').flatMap((from) => {
      const row = store.row(from);
      if (row?.live !== 0) return [];
      return [{ id: from, title: titleOf(store.register, row), comments: ledger.facts.comments(from).length }];
    }),
  };
}

/** The record in which a merged one stands now: what it was merged into may have been merged on. Nothing where it is not here. */
function survivorOf(store: RegisterStore, link: RecordLink): { id: string; title: string } | undefined {
  const passed = new Set<string>();
  let at = link.id;
  for (;;) {
    const row = store.row(at);
    if (!row || passed.has(at)) return undefined;
    passed.add(at);
    const next = row.live === 1 ? undefined : readLink(shownValues(store.fromRow(row)).fields[MERGED_INTO]);
    if (!next) return { id: at, title: titleOf(store.register, row) };
    at = next.id;
  }
}
