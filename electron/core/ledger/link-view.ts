import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { shownValue } from '../../../shared/merge/scalar.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { DUPLICATE, type DuplicateRuling, readDuplicate } from '../../../shared/registers/duplicate-field.ts';
import { CARRIED_FROM, MERGED_INTO, type RecordLink, readLink } from '../../../shared/registers/link-fields.ts';
import type { EditMeta, Ledger } from './ledger.ts';
import { titleOf } from './record-query.ts';
import type { RegisterStore } from './register-store.ts';

/** What was ruled of a record as a duplicate, and by whom; null where nothing was. */
export function ruledOf(
  ledger: Ledger,
  { fields }: Pick<CausalRecord, 'fields'>,
): (DuplicateRuling & { readonly by: EditMeta | null }) | null {
  const versions = fields[DUPLICATE];
  const ruling = versions && readDuplicate(shownValue(versions));
  if (!ruling) return null;
  const newest = versions[0];
  return { ...ruling, by: (newest && ledger.editOf(newest.dot)) ?? null };
}

/** Where a record goes on, what it carries on, and what was merged into it. */
export function linksOf(
  ledger: Ledger,
  store: RegisterStore,
  record: CausalRecord,
  shown: ShownRecord,
): RecordView['links'] {
  const { id } = record;
  const ruled = ruledOf(ledger, record);
  const mergedInto = shown.live ? undefined : readLink(shown.fields[MERGED_INTO]);
  return {
    mergedInto: mergedInto ? { ...mergedInto, ...survivorOf(store, mergedInto) } : null,
    carriedFrom: readLink(shown.fields[CARRIED_FROM]) ?? null,
    merged: ledger.links.to(id, 'merged').flatMap((from) => {
      const row = store.row(from);
      if (row?.live !== 0) return [];
      return [{ id: from, title: titleOf(store.register, row), comments: ledger.facts.comments(from).length }];
    }),
    duplicate: ruled && {
      role: ruled.role,
      by: ruled.by,
      others: ruled.others.map((other) => ({ ...other, here: store.row(other.id) !== undefined })),
    },
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
