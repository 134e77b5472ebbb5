import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Session } from '../session.ts';

/** SQL over a register's table: a draft that its office keeps at home. A record whose filing stands is never held. */
export const HELD = "(filing_state = 'draft' AND id IN (SELECT record FROM held_record))";

/**
 * Keeps drafts of this office at home: they are left out of what is filed, and their problems keep nothing else from it. What was
 * filed before or belongs to another office is left as it is. Gives how many are held by it.
 */
export function holdRecords({ workspace, ledger }: Session, ids: readonly string[]): number {
  const { database, office } = workspace;
  return workspace.work({ label: `暂不报送 ${ids.length} 条`, action: 'file' }, (work) => {
    const hold = database.prepare(
      'INSERT INTO held_record (record, register, at, officer) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    let held = 0;
    for (const id of ids) {
      const store = ledger.storeOf(id);
      const row = store.row(id);
      const own = row?.owner === office.code && row.live === 1 && row.filing_state === 'draft';
      if (!own || !REGISTERS.includes(store.register)) continue;
      held += hold.run(id, store.register.id, work.at, work.officer).changes;
    }
    work.tell('records');
    work.tell('packages');
    return held;
  });
}

/** Lets held drafts go with the next filing again; gives how many were held. */
export function releaseRecords({ workspace }: Session, ids: readonly string[]): number {
  return workspace.work({ label: `恢复报送 ${ids.length} 条`, action: 'file' }, (work) => {
    const release = workspace.database.prepare('DELETE FROM held_record WHERE record = ?');
    const released = ids.reduce((sum, id) => sum + release.run(id).changes, 0);
    work.tell('records');
    work.tell('packages');
    return released;
  });
}
