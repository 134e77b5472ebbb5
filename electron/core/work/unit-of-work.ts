import type { Dot } from '../../../shared/merge/causal-record.ts';
import { newId } from '../environment.ts';
import { type HistoryLine, HistoryWriter, SETTINGS } from '../ledger/history-store.ts';
import type { GoverningSetting } from '../workspace/settings.ts';
import type { Changed, Workspace } from '../workspace/workspace.ts';

export type Topic = Changed['topics'][number];

export interface WorkOptions {
  /** What the act is called to the officer who might take it back: 「修改项目」. */
  readonly label: string;
  readonly action: HistoryLine['action'];
  /** Short sign of the package or workbook that brought it. */
  readonly source?: string;
  /** The act this one takes back. */
  readonly undoes?: string;
  /** Fingerprint of the package, when the act takes one in. */
  readonly package?: string;
}

/** Something that collects over a unit of work and writes once at its end. */
export interface Companion {
  settle(): void;
  /** The same in small steps, where it may take long. */
  settling?(): Generator<void>;
}

/** More touched records than this are not listed one by one to the views. */
const LISTED_RECORDS = 200;

/**
 * What one transaction collects: its dots, its history lines and what it changed. Wall time, officer and office are taken
 * once at the start, so that everything in one act carries the same.
 */
export class UnitOfWork {
  readonly act: string;
  readonly at: string;
  readonly officer: string;
  readonly office: string;
  readonly workspace: Workspace;
  private readonly options: WorkOptions;
  private readonly history: HistoryWriter;
  private readonly actNumber: number;
  private readonly replica: string;
  private readonly insertEdit;
  private counter: number;
  private readonly counterBefore: number;
  private shared: Dot | null = null;
  private changeNumber: number;
  private readonly registers = new Set<string>();
  private readonly records = new Set<string>();
  private readonly topics = new Set<Topic>();
  private readonly companions = new Map<object, Companion>();

  constructor(workspace: Workspace, options: WorkOptions) {
    this.workspace = workspace;
    this.options = options;
    const { settings, environment } = workspace;
    this.act = newId(environment, 16);
    this.at = environment.now().toISOString();
    this.officer = workspace.officer;
    this.office = workspace.office.code;
    this.counterBefore = settings.number('counter');
    this.counter = this.counterBefore;
    this.changeNumber = settings.number('change_number') + 1;
    this.actNumber = settings.number('act_number') + 1;
    this.replica = workspace.replica;
    this.insertEdit = workspace.database.prepare(
      'INSERT INTO edit (replica, counter, at, officer, office) VALUES (?, ?, ?, ?, ?)',
    );
    this.history = new HistoryWriter(workspace.database);
    workspace.database
      .prepare('INSERT INTO act (id, number, label, action, at, undoes, package) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        this.act,
        this.actNumber,
        options.label,
        options.action,
        this.at,
        options.undoes ?? null,
        options.package ?? null,
      );
  }

  get label(): string {
    return this.options.label;
  }

  /** Numbers this workspace's commits; tells what changed since a package was written. Local, never travels. */
  get change(): number {
    return this.changeNumber;
  }

  /**
   * The dot for an edit of a record that has seen counters up to `seen` (0 for a new one). Records share one dot within a unit
   * of work, since a dot need only be unique within a record; a second edit of the same record gets a new one.
   */
  dotAbove(seen: number): Dot {
    if (this.shared === null || this.shared[0] <= seen) this.shared = this.nextDot();
    return this.shared;
  }

  /** A dot of its own, for a fact such as a filing or a review. */
  nextDot(): Dot {
    return this.dotOf(this);
  }

  /** A dot for a value that somebody else wrote before and that is put back: it keeps bearing that time and name. */
  dotOf({ at, officer, office }: { readonly at: string; readonly officer: string; readonly office: string }): Dot {
    this.counter += 1;
    this.insertEdit.run(this.replica, this.counter, at, officer, office);
    return [this.counter, this.replica];
  }

  /** Whether this unit gave the dot, so that it bears this unit's time, officer and office. */
  isOwn(dot: Dot): boolean {
    return dot === this.shared;
  }

  /** Moves the Lamport clock past a counter seen in a package. */
  witness(counter: number): void {
    if (counter > this.counter) {
      this.counter = counter;
      this.shared = null;
    }
  }

  /** Writes a line of history and remembers what it touched. */
  record(
    line: Pick<HistoryLine, 'register' | 'record' | 'changes'> & {
      action?: HistoryLine['action'];
    },
  ): void {
    this.note(line);
    this.touch(line.register, line.record);
  }

  /** Writes a line of history that is about no record. */
  note(
    line: Pick<HistoryLine, 'register' | 'record' | 'changes'> & {
      action?: HistoryLine['action'];
    },
  ): void {
    this.history.append({
      act: this.act,
      at: this.at,
      officer: this.officer,
      office: this.office,
      action: line.action ?? this.options.action,
      source: this.options.source ?? null,
      register: line.register,
      record: line.record,
      changes: line.changes,
    });
  }

  /** Puts what governs the ledger in force (JSON, or null for nothing) and tells of it in history; nothing where it is in force. */
  govern(name: GoverningSetting, value: string | null): void {
    const { settings } = this.workspace;
    const before = settings.get(name);
    if (before === value) return;
    settings.putInForce(name, value);
    this.note({ register: SETTINGS, record: name, changes: [{ field: name, before, after: value }] });
    this.tell('workspace');
  }

  touch(register: string, record: string): void {
    this.registers.add(register);
    if (this.records.size <= LISTED_RECORDS) this.records.add(record);
    this.topics.add('records');
    this.topics.add('acts');
  }

  tell(topic: Topic): void {
    this.topics.add(topic);
  }

  /** What goes along with this work under a key and is settled at its end, in the order in which it came; made when first asked for. */
  companion<T extends Companion>(key: object, make: () => T): T {
    let companion = this.companions.get(key) as T | undefined;
    if (!companion) {
      companion = make();
      this.companions.set(key, companion);
    }
    return companion;
  }

  /** Settles what goes along so far in small steps, so that long work neither gathers it all nor leaves it all to its end. */
  *settling(): Generator<void> {
    for (const companion of this.companions.values()) {
      if (companion.settling) yield* companion.settling();
      else companion.settle();
    }
  }

  /** The same with rests between the steps. */
  async settleInSlices(rest: () => Promise<void> | undefined): Promise<void> {
    for (const _ of this.settling()) await rest();
  }

  /** Settles the companions and stores the clocks; called once, inside the transaction. */
  finish(): void {
    for (const companion of this.companions.values()) companion.settle();
    const { settings } = this.workspace;
    settings.set('counter', this.counter);
    settings.set('change_number', this.changeNumber);
    settings.set('act_number', this.actNumber);
  }

  get clockMoved(): boolean {
    return this.counter !== this.counterBefore;
  }

  /** What to tell the views, or null when nothing changed. */
  changed(): Changed | null {
    if (this.topics.size === 0) return null;
    const few = this.records.size <= LISTED_RECORDS;
    return { registers: [...this.registers], topics: [...this.topics], ...(few ? { records: [...this.records] } : {}) };
  }
}
