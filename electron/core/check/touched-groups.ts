import type { SetRule } from '../../../shared/check/set-rule.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { Companion, UnitOfWork } from '../work/unit-of-work.ts';
import { GroupMap } from './group-map.ts';
import { ProblemTally } from './problem-tally.ts';
import { KEY_SEPARATOR, type Member } from './set-groups.ts';
import type { SetMarks } from './set-marks.ts';
import { type Part, placeOf, type SetParts, type Standing } from './set-parts.ts';
import type { SetVerdicts } from './set-verdicts.ts';

/** What settling needs: the verdicts on groups, the marks that follow, and the rules in force. */
export interface SetEngine {
  readonly verdicts: SetVerdicts;
  readonly marks: SetMarks;
  readonly parts: SetParts;
  readonly ruleOf: (id: string) => SetRule | undefined;
}

/** Groups about which is asked at once. */
export const ASKED_AT_ONCE = 500;

interface Touched {
  /** Where each touched record stands in the group now; nowhere where it left. */
  readonly now: Map<string, readonly Member[]>;
  /** No record left it, and nothing it points to came or went. */
  grew: boolean;
}

/** Collects over a unit of work the groups that records left or joined, and settles those at its end. */
export class TouchedGroups implements Companion {
  private readonly work: UnitOfWork;
  private readonly engine: SetEngine;
  private readonly touched = new GroupMap<Touched>(() => ({ now: new Map(), grew: true }));
  private readonly marked = new Map<string, boolean>();

  constructor(work: UnitOfWork, engine: SetEngine) {
    this.work = work;
    this.engine = engine;
  }

  /** A record came, changed or went. */
  note(
    register: Register,
    record: { readonly id: string; readonly owner: string },
    before: Standing | undefined,
    after: Standing | undefined,
  ): void {
    const parts = this.engine.parts.of(register);
    for (const part of parts) {
      if (before && after && this.stays(part, before, after)) continue;
      // A record that is pointed to and comes new only takes marks away.
      if (part.target && !before && !this.isMarked(part.rule.id)) continue;
      const was = before && placeOf(register, part, before);
      const is = after && placeOf(register, part, after);
      const ofRule = parts.filter((one) => one.rule === part.rule && !one.target);
      for (const key of new Set([was?.key, is?.key])) {
        if (key === undefined) continue;
        const members = ofRule.flatMap((one): Member[] => {
          const place = one === part ? is : after && placeOf(register, one, after);
          if (place?.key !== key) return [];
          return [{ record: record.id, value: place.value, field: one.source.mark(key.split(KEY_SEPARATOR)).field }];
        });
        const touched = this.touched.of(part.rule, record.owner, key);
        touched.now.set(record.id, members);
        if (part.target || was?.key === key) touched.grew = false;
      }
    }
  }

  /** Asked once between two settlings: marks are written there alone. */
  private isMarked(rule: string): boolean {
    let marked = this.marked.get(rule);
    if (marked === undefined) {
      marked = this.engine.marks.hasAny(rule);
      this.marked.set(rule, marked);
    }
    return marked;
  }

  private stays(part: Part, before: Standing, after: Standing): boolean {
    if (part.source.key === 'natural') return before.naturalKey === after.naturalKey;
    return part.fields.every((field) => (before.values[field] ?? null) === (after.values[field] ?? null));
  }

  settle(): void {
    for (const _ of this.settling()) {
      // Every step at once: the work ends here.
    }
  }

  /** The same group by group and record by record. */
  *settling(): Generator<void> {
    const changed = new Set<string>();
    for (const { rule, owner, groups } of this.touched.drain()) yield* this.settleRule(rule, owner, groups, changed);
    this.marked.clear();
    yield* rewriteMarked(this.work, this.engine, changed);
  }

  private *settleRule(
    rule: SetRule,
    owner: string,
    groups: ReadonlyMap<string, Touched>,
    changed: Set<string>,
  ): Generator<void> {
    const { marks, verdicts } = this.engine;
    // Settling a group marks that group alone, so what holds before the first holds for the others.
    const bare = !marks.hasAny(rule.id);
    const keys = [...groups.keys()];
    for (let start = 0; start < keys.length; start += ASKED_AT_ONCE) {
      const asked = keys.slice(start, start + ASKED_AT_ONCE);
      const verdict = verdicts.faulty(rule, owner, asked);
      for (const key of asked) {
        const { now, grew } = groups.get(key)!;
        const faulty = verdict.get(key) ?? [];
        for (const record of marks.settle({ rule, owner, key }, faulty, now, grew, bare)) changed.add(record);
        yield;
      }
    }
  }
}

/** Records whose kept problems are worked out together. */
const REWRITTEN_AT_ONCE = 200;

/** Works the kept problems of records out anew whose marks became others, some at a time, and counts what changed. */
export function* rewriteMarked(
  work: UnitOfWork,
  { marks, ruleOf }: SetEngine,
  changed: ReadonlySet<string>,
): Generator<void> {
  const tally = new ProblemTally(work.workspace.database);
  const records = [...changed];
  for (let start = 0; start < records.length; start += REWRITTEN_AT_ONCE) {
    for (const record of marks.rewrite(records.slice(start, start + REWRITTEN_AT_ONCE), ruleOf, tally))
      work.touch(record.split('-', 1)[0] ?? '', record);
    yield;
  }
  tally.settle();
}
