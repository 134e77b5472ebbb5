import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CausalRecord, Dot } from '../../../shared/merge/causal-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import type { OfficeTree } from '../../../shared/office/office-tree.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import type { Checks } from '../check/checks.ts';
import type { Database } from '../database/database.ts';
import { type Environment, newId } from '../environment.ts';
import type { Changed } from '../workspace/workspace.ts';
import { FactStore } from './fact-store.ts';
import { FirstContents } from './first-contents.ts';
import { LinkStore } from './link-store.ts';
import { LIST_MEASURES, type ListMeasures } from './list-indexes.ts';
import { contentOf } from './record-content.ts';
import { digestOf } from './record-marks.ts';
import { RegisterStore } from './register-store.ts';
import { StandingStore } from './standing-store.ts';

export interface EditMeta {
  readonly at: string;
  readonly officer: string;
  readonly office: string;
}

/** The stores of one workspace's registers and facts. */
export class Ledger {
  readonly database: Database;
  readonly facts: FactStore;
  readonly links: LinkStore;
  readonly firstContents: FirstContents;
  readonly standings: StandingStore;
  readonly checks: Checks;
  private readonly stores: ReadonlyMap<string, RegisterStore>;
  private readonly selectEdit;

  private readonly offices: () => { readonly tree: OfficeTree; readonly own: string };

  constructor(
    database: Database,
    checks: Checks,
    offices: () => { readonly tree: OfficeTree; readonly own: string },
    measures: ListMeasures = LIST_MEASURES,
  ) {
    this.offices = offices;
    this.database = database;
    this.checks = checks;
    this.facts = new FactStore(database);
    this.links = new LinkStore(database);
    this.firstContents = new FirstContents(database);
    this.standings = new StandingStore(database);
    this.stores = new Map(
      ALL_REGISTERS.map((register) => [register.id, new RegisterStore(database, register, measures)]),
    );
    this.selectEdit = database.prepare<[string, number], EditMeta>(
      'SELECT at, officer, office FROM edit WHERE replica = ? AND counter = ?',
    );
  }

  /** The store of a register by its id. Error: `REGISTER_UNKNOWN`. */
  store(register: string): RegisterStore {
    const store = this.stores.get(register);
    if (!store) throw new AppError('REGISTER_UNKNOWN', '本机程序没有这一类台账，请升级程序。');
    return store;
  }

  /** The store of the register a record belongs to: its id begins with the register's. Error: `RECORD_MISSING`. */
  storeOf(record: string): RegisterStore {
    const store = this.stores.get(record.split('-', 1)[0] ?? '');
    if (!store) throw missing();
    return store;
  }

  /** What was worked out from registers that changed is worked out anew: checks write into rows past their stores, and slices are seen late. */
  forgetFigures({ registers, topics }: Changed): void {
    if (!topics.includes('records')) return;
    for (const [id, store] of this.stores) if (registers.length === 0 || registers.includes(id)) store.generation += 1;
  }

  /** A filter whose offices stand for all below them too; this office itself for its own records alone. */
  spread(filter: RecordFilter): RecordFilter {
    if (!filter.owners) return filter;
    const { tree, own } = this.offices();
    const owners = filter.owners.flatMap((code) => (code === own ? [code] : tree.within(code)));
    return { ...filter, owners: [...new Set(owners)] };
  }

  /** The record; `RECORD_MISSING` when there is none. */
  need(id: string): CausalRecord {
    const record = this.storeOf(id).load(id);
    if (!record) throw missing();
    return record;
  }

  /** The content of a digest that a record came with; undefined when it is in none of the places where it should be. */
  firstContent(record: string, digest: string): string | undefined {
    const kept = this.firstContents.textOf(digest);
    if (kept !== undefined) return kept;
    const store = this.storeOf(record);
    const row = store.row(record);
    return row?.digest === digest ? contentOf(store.register, shownValues(store.fromRow(row))) : undefined;
  }

  /** Whether the content of a digest is kept unaltered, or is still that of the record's row (which has a check of its own). */
  holdsContent(record: string, digest: string): boolean {
    const kept = this.firstContents.textOf(digest);
    return kept === undefined ? this.storeOf(record).digest(record) === digest : digestOf(kept) === digest;
  }

  /** Who wrote a dot; undefined when its package did not say. */
  editOf(dot: Dot): EditMeta | undefined {
    return this.selectEdit.get(dot[1], dot[0]);
  }
}

/** A new record's id: the register, and 80 random bits. */
export function newRecordId(environment: Environment, register: Register): string {
  return `${register.id}-${newId(environment, 16)}`;
}

export function missing(): AppError {
  return new AppError('RECORD_MISSING', '找不到这条记录，可能已被撤回。请刷新列表后再试。');
}
