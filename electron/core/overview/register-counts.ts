import type { Database } from '../database/database.ts';
import { WANTS_ATTENTION } from '../ledger/list-indexes.ts';
import type { RegisterStore } from '../ledger/register-store.ts';

export interface RegisterCounts {
  readonly register: string;
  readonly live: number;
  readonly errors: number;
  readonly warnings: number;
  readonly returned: number;
  readonly comments: number;
  /** Never filed. */
  readonly drafts: number;
  /** Filed, and differ from what was filed. */
  readonly changed: number;
  readonly conflicts: number;
}

/**
 * What the rail and the footer say of a register, of one office's records or of all. Asked after every edit: of a large register
 * the states are counted in the index by owner and the rest in the index of what wants attention; no row is read.
 */
export function registerCounts(store: RegisterStore, database: Database, owner: string | null): RegisterCounts {
  const table = store.register.id;
  const { indexes } = store.lists;
  const of = owner === null ? '' : 'AND owner = ?';
  const given = owner === null ? [] : [owner];
  const byState = indexes.isLarge ? `${table} INDEXED BY ${table}_owner` : table;
  const states = database
    .prepare<unknown[], { state: string; count: number }>(
      `SELECT filing_state AS state, count(*) AS count FROM ${byState} WHERE live = 1 ${of} GROUP BY filing_state`,
    )
    .all(...given);
  const marks = database
    .prepare<unknown[], Omit<RegisterCounts, 'register' | 'live' | 'returned' | 'drafts'>>(
      `SELECT coalesce(sum(errors), 0) AS errors, coalesce(sum(warnings), 0) AS warnings, coalesce(sum(open_comments), 0) AS comments,
              coalesce(sum(changed = 1 AND filing_state <> 'draft'), 0) AS changed, coalesce(sum(conflicted), 0) AS conflicts
         FROM ${indexes.toAttend()} WHERE live = 1 AND ${WANTS_ATTENTION} ${of}`,
    )
    .get(...given)!;
  const inState = (state: string) => states.find((one) => one.state === state)?.count ?? 0;
  return {
    register: table,
    ...marks,
    live: states.reduce((sum, one) => sum + one.count, 0),
    returned: inState('returned'),
    drafts: inState('draft'),
  };
}
