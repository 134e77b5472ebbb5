import type { SetRule, SetSource } from '../../../shared/check/set-rule.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Companion, UnitOfWork } from '../work/unit-of-work.ts';
import { ProblemTally } from './problem-tally.ts';
import { type Group, KEY_SEPARATOR, type Member, type SetGroups, sourcesIn } from './set-groups.ts';
import type { SetMarks } from './set-marks.ts';

/** What the set rules see of a record at one moment; undefined where it does not live. */
export interface Standing {
  readonly values: RecordValues;
  readonly naturalKey: string | null;
}

/** A source through which records of a register take part in a rule. */
interface Part {
  readonly rule: SetRule;
  readonly source: SetSource;
  /** The fields that decide where a record stands. */
  readonly fields: readonly string[];
  /** It is only looked up, never marked. */
  readonly target: boolean;
}

/** The sources of all set rules by register. */
export class SetParts {
  private readonly byRegister = new Map<string, readonly Part[]>();
  private readonly rules: readonly SetRule[];

  constructor(rules: readonly SetRule[]) {
    this.rules = rules;
  }

  of(register: Register): readonly Part[] {
    let parts = this.byRegister.get(register.id);
    if (!parts) {
      parts = this.rules.flatMap((rule) =>
        sourcesIn(rule, register.id).map((source) => ({
          rule,
          source,
          fields: [
            ...(source.key === 'natural' ? [] : source.key.map(({ field }) => field)),
            ...(source.value === undefined ? [] : [source.value]),
            ...(source.where ?? []).map(({ field }) => field),
          ],
          target: rule.test.kind === 'missing' && rule.test.target === source,
        })),
      );
      this.byRegister.set(register.id, parts);
    }
    return parts;
  }
}

interface Touched {
  readonly group: Group;
  /** Where each touched record stands in the group now; nowhere where it left. */
  readonly now: Map<string, readonly Member[]>;
  /** No record left it, and nothing it points to came or went. */
  grew: boolean;
}

/** Collects over a unit of work the groups that records left or joined, and settles those at its end. */
export class TouchedGroups implements Companion {
  private readonly work: UnitOfWork;
  private readonly groups: SetGroups;
  private readonly marks: SetMarks;
  private readonly parts: SetParts;
  private readonly ruleOf: (id: string) => SetRule | undefined;
  private readonly touched = new Map<string, Touched>();
  private readonly marked = new Map<string, boolean>();

  constructor(
    work: UnitOfWork,
    engine: {
      groups: SetGroups;
      marks: SetMarks;
      parts: SetParts;
      ruleOf: (id: string) => SetRule | undefined;
    },
  ) {
    this.work = work;
    this.groups = engine.groups;
    this.marks = engine.marks;
    this.parts = engine.parts;
    this.ruleOf = engine.ruleOf;
  }

  /** A record came, changed or went. */
  note(
    register: Register,
    record: { readonly id: string; readonly owner: string },
    before: Standing | undefined,
    after: Standing | undefined,
  ): void {
    const parts = this.parts.of(register);
    for (const part of parts) {
      if (before && after && this.stays(part, before, after)) continue;
      // A record that is pointed to and comes new only takes marks away.
      if (part.target && !before && !this.isMarked(part.rule.id)) continue;
      const was = before && this.placeOf(register, part, before);
      const is = after && this.placeOf(register, part, after);
      const ofRule = parts.filter((one) => one.rule === part.rule && !one.target);
      for (const key of new Set([was?.key, is?.key])) {
        if (key === undefined) continue;
        const members = ofRule.flatMap((one): Member[] => {
          const place = one === part ? is : after && this.placeOf(register, one, after);
          if (place?.key !== key) return [];
          return [{ record: record.id, value: place.value, field: one.source.mark(key.split(KEY_SEPARATOR)).field }];
        });
        const touched = this.touch(part.rule, record.owner, key);
        touched.now.set(record.id, members);
        if (part.target || was?.key === key) touched.grew = false;
      }
    }
  }

  /** Asked once in a unit of work: marks are written at its end alone. */
  private isMarked(rule: string): boolean {
    let marked = this.marked.get(rule);
    if (marked === undefined) {
      marked = this.marks.hasAny(rule);
      this.marked.set(rule, marked);
    }
    return marked;
  }

  private stays(part: Part, before: Standing, after: Standing): boolean {
    if (part.source.key === 'natural') return before.naturalKey === after.naturalKey;
    return part.fields.every((field) => (before.values[field] ?? null) === (after.values[field] ?? null));
  }

  private placeOf(register: Register, part: Part, standing: Standing): { key: string; value: string } | undefined {
    if (part.source.key !== 'natural') return this.groups.placeOf(register, part.source, standing.values);
    return standing.naturalKey === null ? undefined : { key: standing.naturalKey, value: '' };
  }

  private touch(rule: SetRule, owner: string, key: string): Touched {
    const id = `${rule.id} ${owner} ${key}`;
    let touched = this.touched.get(id);
    if (!touched) {
      touched = { group: { rule, owner, key }, now: new Map(), grew: true };
      this.touched.set(id, touched);
    }
    return touched;
  }

  settle(): void {
    for (const _ of this.settling()) {
      // Every step at once: the work ends here.
    }
  }

  /** The same group by group and record by record. */
  *settling(): Generator<void> {
    const changed = new Set<string>();
    // Settling a group marks that group alone, so what holds before a rule's first group holds for its others.
    const marked = new Map<string, boolean>();
    for (const { group, now, grew } of this.touched.values()) {
      const { id } = group.rule;
      if (!marked.has(id)) marked.set(id, this.marks.hasAny(id));
      for (const record of this.marks.settle(group, now, grew, !marked.get(id))) changed.add(record);
      yield;
    }
    this.touched.clear();
    const tally = new ProblemTally(this.work.workspace.database);
    for (const record of changed) {
      if (this.marks.rewrite(record, this.ruleOf, tally)) this.work.touch(record.split('-', 1)[0] ?? '', record);
      yield;
    }
    tally.settle();
  }
}
