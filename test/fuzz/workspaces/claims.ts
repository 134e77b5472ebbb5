import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { FactStore } from '../../../electron/core/ledger/fact-store.ts';
import { LIST_MEASURES } from '../../../electron/core/ledger/list-indexes.ts';
import { RegisterStore } from '../../../electron/core/ledger/register-store.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { toWire } from '../../../shared/merge/wire.ts';
import { project } from '../../../shared/registers/project.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { statusOf } from '../../unit/merge/readme-merge.ts';
import type { Offices } from './offices.ts';

interface Seen {
  readonly name: string;
  readonly code: string;
  /** By record id: its state on the wire, its marks, its facts. */
  readonly records: ReadonlyMap<string, { wire: string; live: boolean; filed: boolean; marks: string; facts: string }>;
}

/** What does not hold of the workspaces after the full exchange; empty when all is well. */
export function breachesOf(offices: Offices): readonly string[] {
  const breaches: string[] = [];
  const dots = new Map<string, string>();
  const seen = offices.machines.map(({ name, office }): Seen => {
    const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
    const store = new RegisterStore(database, project, LIST_MEASURES);
    const facts = new FactStore(database);
    const ids = database.prepare('SELECT id FROM project ORDER BY id').pluck().all() as string[];
    const records = new Map(
      ids.map((id) => {
        const row = store.row(id)!;
        const record = store.fromRow(row);
        const [filings, reviews, comments] = [facts.filings(id), facts.reviews(id), facts.comments(id)];
        const kept = {
          state: row.filing_state,
          changed: row.changed === 1,
          round: row.round,
          locked: row.locked === 1,
        };
        const derived = statusOf({ live: row.live === 1, digest: String(row.digest), filings, reviews });
        const marks = JSON.stringify(kept);
        if (marks !== JSON.stringify(derived))
          breaches.push(`${name}的 ${id} 记着 ${marks}，应为 ${JSON.stringify(derived)}`);
        if ((row.conflicted === 1) !== conflictsOf(record).length > 0) breaches.push(`${name}的 ${id} 冲突标记不对`);
        const open = threadsOf(comments).filter((one) => one.state !== 'closed').length;
        if (filings.length > 0 && row.open_comments !== open) breaches.push(`${name}的 ${id} 意见数不对`);
        for (const one of filings) if (one.office !== record.owner) breaches.push(`${id} 有别的单位的报送`);
        for (const one of reviews)
          if (one.verdict !== 'unlock' && one.office !== '370000') breaches.push(`${id} 有不是省厅的结论`);
        const told = [filings, reviews, comments].map((list) => list.map((one) => one.id).sort());
        return [
          id,
          {
            wire: toWire(record),
            live: row.live === 1,
            filed: filings.length > 0,
            marks,
            facts: JSON.stringify(offices.provinceForgot ? told[0] : told),
          },
        ];
      }),
    );
    const edits = database.prepare('SELECT counter, replica, at, officer, office FROM edit').all() as {
      counter: number;
      replica: string;
      at: string;
    }[];
    for (const { counter, replica, ...by } of edits) {
      const dot = `${counter}@${replica}`;
      const known = dots.get(dot);
      if (known !== undefined && known !== JSON.stringify(by)) breaches.push(`版本号 ${dot} 用了两次`);
      dots.set(dot, JSON.stringify(by));
    }
    database.close();
    return { name, code: office.code, records };
  });
  return [...breaches, ...differences(seen, offices.provinceForgot)];
}

function differences(seen: readonly Seen[], provinceForgot: boolean): readonly string[] {
  const breaches: string[] = [];
  for (const id of new Set(seen.flatMap((one) => [...one.records.keys()]))) {
    // A draft withdrawn before anybody filed it stays where it was made.
    const holders = seen.filter((one) => one.records.has(id));
    if (holders.every((one) => !one.records.get(id)!.filed && !one.records.get(id)!.live)) continue;
    const [first, ...others] = seen;
    for (const other of others) {
      const [one, two] = [first!.records.get(id), other.records.get(id)];
      if (!one || !two) {
        breaches.push(`${(one ? other : first!).name}没有 ${id}`);
        continue;
      }
      for (const key of provinceForgot ? (['wire', 'facts'] as const) : (['wire', 'facts', 'marks'] as const))
        if (one[key] !== two[key])
          breaches.push(`${id} 的 ${key} 不一致：\n  ${first!.name} ${one[key]}\n  ${other.name} ${two[key]}`);
    }
  }
  return breaches;
}
