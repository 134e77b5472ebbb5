import type { SetRule } from '../../../shared/check/set-rule.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { explainedRules } from './explained-rules.ts';
import { GroupMap } from './group-map.ts';
import type { KeptProblem } from './kept-problems.ts';
import { KEY_SEPARATOR } from './set-groups.ts';
import type { StoredMark } from './set-marks.ts';
import { placeOf, type Standing } from './set-parts.ts';
import type { ArrivingMember } from './set-verdicts.ts';
import { ASKED_AT_ONCE, rewriteMarked, type SetEngine } from './touched-groups.ts';

/** What joins a group. */
interface Joining {
  readonly members: ArrivingMember[];
  target: boolean;
}

/**
 * New records of one register before their rows are written: what the set rules will find wrong with them is known first, so
 * that each row is written once. Records that were here and are now marked too are rewritten.
 */
export class Arrivals {
  private readonly work: UnitOfWork;
  private readonly engine: SetEngine;
  private readonly register: Register;
  private readonly joining = new GroupMap<Joining>(() => ({ members: [], target: false }));
  private readonly marksOf = new Map<string, StoredMark[]>();
  private readonly markedTargets: ReadonlySet<SetRule>;

  constructor(work: UnitOfWork, engine: SetEngine, register: Register) {
    this.work = work;
    this.engine = engine;
    this.register = register;
    const targets = engine.parts.of(register).filter((part) => part.target);
    this.markedTargets = new Set(
      // A record that is pointed to only takes marks away: those of others that were made before, or of its own kind.
      targets.filter((part) => part.alsoMarked || engine.marks.hasAny(part.rule.id)).map((part) => part.rule),
    );
  }

  /** A record that is about to be written. */
  add(record: { readonly id: string; readonly owner: string }, standing: Standing): void {
    for (const part of this.engine.parts.of(this.register)) {
      const { rule, source, target } = part;
      if (target ? !this.markedTargets.has(rule) : !this.engine.verdicts.canErr(rule, source)) continue;
      const place = placeOf(this.register, part, standing);
      if (!place) continue;
      const joining = this.joining.of(rule, record.owner, place.key);
      if (target) joining.target = true;
      else joining.members.push({ record: record.id, value: place.value, field: '', source });
    }
  }

  /** Keeps the marks that follow, of the new records and of those they join, group by group. */
  *settling(): Generator<void> {
    const changed = new Set<string>();
    for (const { rule, owner, groups } of this.joining.drain()) yield* this.settleRule(rule, owner, groups, changed);
    yield* rewriteMarked(this.work, this.engine, changed);
  }

  private *settleRule(
    rule: SetRule,
    owner: string,
    groups: ReadonlyMap<string, Joining>,
    changed: Set<string>,
  ): Generator<void> {
    const { marks, verdicts } = this.engine;
    const bare = !marks.hasAny(rule.id);
    const keys = [...groups.keys()];
    for (let start = 0; start < keys.length; start += ASKED_AT_ONCE) {
      const asked = keys.slice(start, start + ASKED_AT_ONCE);
      const verdict = verdicts.faulty(rule, owner, asked, groups);
      for (const key of asked) {
        const { members, target } = groups.get(key)!;
        const faulty = verdict.get(key) ?? [];
        // Where more records make a fault, or more values, fewer had made none.
        if (faulty.length === 0 && (bare || !target)) continue;
        const fieldOf = (source: ArrivingMember['source']) => source.mark(key.split(KEY_SEPARATOR)).field;
        const joined = members.map((member) => ({ ...member, field: fieldOf(member.source) }));
        for (const record of marks.welcome({ rule, owner, key }, faulty, joined, bare)) changed.add(record);
        for (const { record, value, field } of joined) {
          if (!faulty.includes('') && !faulty.includes(value)) continue;
          const mark = { rule: rule.id, group_key: key, field };
          const known = this.marksOf.get(record);
          if (known) known.push(mark);
          else this.marksOf.set(record, [mark]);
        }
        yield;
      }
    }
  }

  /** What other records make wrong with a new one, once settled. */
  problemsOf(record: string, shown: ShownRecord): readonly KeptProblem[] {
    const found = this.marksOf.get(record);
    if (!found) return [];
    const explained = explainedRules(shown);
    const { marks, ruleOf } = this.engine;
    return marks.problemsBy(this.register, found.sort(inOrder), ruleOf, (rule) => explained.has(rule));
  }
}

/** The order in which the marks of a record are read. */
function inOrder(one: StoredMark, other: StoredMark): number {
  return compare(one.rule, other.rule) || compare(one.field, other.field) || compare(one.group_key, other.group_key);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
