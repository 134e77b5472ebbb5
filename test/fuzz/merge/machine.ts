import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { nextCounter } from '../../../shared/merge/dot.ts';
import { createRecord, editRecord } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';
import { contentDigestInput, shownValues } from '../../../shared/merge/shown-values.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { deriveStatus, type Filing, type RecordStatus, type Review } from '../../../shared/status/derive-status.ts';
import type { Held } from './oracle.ts';

/** The rules under proof. A broken one in their place must be found out. */
export interface Rules {
  readonly create: typeof createRecord;
  readonly edit: typeof editRecord;
  readonly join: typeof joinRecords;
  readonly conflicts: typeof conflictsOf;
  readonly status: typeof deriveStatus;
  readonly nextCounter: typeof nextCounter;
  /** Where the counter stands after a received one. */
  readonly witness: (ours: number, received: number) => number;
  /** Whether a restored or copied workspace goes on under a replica id of its own. */
  readonly renewsReplica: boolean;
  /** Whether a package builds only on what the receiver said it has, not on what was merely sent. */
  readonly buildsOnAcknowledged: boolean;
}

export const RULES: Rules = {
  create: createRecord,
  edit: editRecord,
  join: joinRecords,
  conflicts: conflictsOf,
  status: deriveStatus,
  nextCounter,
  witness: Math.max,
  renewsReplica: true,
  buildsOnAcknowledged: true,
};

export const PROVINCE = '370000';

export type Fact =
  | ({ readonly sort: 'filing' } & Filing)
  | ({ readonly sort: 'review' } & Review)
  | ({ readonly sort: 'comment' } & CommentEntry);

export interface Parcel {
  readonly number: number;
  readonly kind: 'submission' | 'reply' | 'full';
  readonly from: string;
  readonly to: string;
  readonly records: readonly Held[];
  readonly facts: readonly Fact[];
  /** Numbers of the receiver's parcels that the sender has taken. */
  readonly acknowledges: readonly number[];
}

interface Sent {
  readonly to: string;
  readonly number: number;
  readonly change: number;
  readonly acknowledged: boolean;
}

/** What is kept of a record or fact beside itself: the local commits that last touched it, and in which it was last edited here. */
interface Kept<T> {
  readonly it: T;
  readonly change: number;
  readonly edited: number;
}

/** One workspace in one place. Values are never changed in place, so a backup is a shallow copy. */
export class Machine {
  readonly name: string;
  readonly office: string;
  replica: string;
  counter = 0;
  change = 0;
  /** Wall clock, days. */
  clock = 0;
  records = new Map<string, Kept<Held>>();
  facts = new Map<string, Kept<Fact>>();
  sent: readonly Sent[] = [];
  taken: ReadonlySet<number> = new Set();

  constructor(name: string, office: string, replica: string) {
    this.name = name;
    this.office = office;
    this.replica = replica;
  }

  get isProvince(): boolean {
    return this.office === PROVINCE;
  }

  /** The state of this machine under another name, as a copy of its folder would hold it. */
  copiedAs(name: string, replica: string): Machine {
    const copy = new Machine(name, this.office, replica);
    copy.takeStateOf(this);
    return copy;
  }

  takeStateOf(other: Machine): void {
    this.counter = other.counter;
    this.change = other.change;
    this.records = new Map(other.records);
    this.facts = new Map(other.facts);
    this.sent = other.sent;
    this.taken = other.taken;
  }

  /** Ids in a fixed order, whatever arrived first. */
  ids(): readonly string[] {
    return [...this.records.keys()].sort();
  }

  record(id: string): CausalRecord {
    return this.records.get(id)!.it.record;
  }

  keep(held: Held, byUs: boolean, editedHere: boolean): void {
    const former = this.records.get(held.record.id);
    this.records.set(held.record.id, {
      it: held,
      change: byUs || !former ? this.change : former.change,
      edited: editedHere ? this.change : (former?.edited ?? 0),
    });
  }

  addFact(fact: Fact, byUs: boolean): void {
    if (this.facts.has(fact.id)) return;
    this.facts.set(fact.id, { it: fact, change: this.change, edited: 0 });
    const about = this.records.get(fact.record);
    if (about && byUs) this.records.set(fact.record, { ...about, change: this.change });
  }

  factsOf(id: string): { filings: Filing[]; reviews: Review[]; comments: CommentEntry[] } {
    const found = { filings: [] as Filing[], reviews: [] as Review[], comments: [] as CommentEntry[] };
    for (const { it } of this.facts.values()) {
      if (it.record !== id) continue;
      if (it.sort === 'filing') found.filings.push(it);
      else if (it.sort === 'review') found.reviews.push(it);
      else found.comments.push(it);
    }
    return found;
  }

  digest(id: string): string {
    // Province fields are no part of what a city files.
    return contentDigestInput(shownValues(this.record(id)), (field) => field !== 'note');
  }

  status(id: string, rules: Rules): RecordStatus {
    const { filings, reviews } = this.factsOf(id);
    return rules.status({ live: shownValues(this.record(id)).live, digest: this.digest(id), filings, reviews });
  }
}
