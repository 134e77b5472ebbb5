import type { Statement } from 'better-sqlite3';
import { COUNTED, type SetRule, type SetSource, unusualValues } from '../../../shared/check/set-rule.ts';
import type { Database } from '../database/database.ts';
import { sourceSql } from './rule-sql.ts';
import { amongTouched, type Member, type SetGroups, touchedFrom, touchedKeys } from './set-groups.ts';

/** A record that is about to be written, as a member of a group. */
export interface ArrivingMember extends Member {
  readonly source: SetSource;
}

/** What is about to join a group. */
export interface Arriving {
  readonly members: readonly ArrivingMember[];
  /** A record that is pointed to is about to be written. */
  readonly target: boolean;
}

const NOTHING: Arriving = { members: [], target: false };
/** All of a group's records are at fault. */
const ALL: readonly string[] = [''];

/** A question about many groups: the place of each in the list, then what was asked. */
type Answers = readonly (readonly [place: number, ...found: (number | string | null)[]])[];
type Question = Statement<[{ owner: string; keys: string; limit?: number }]>;

/** Tells which groups of a rule are at fault, many of them by one query. */
export class SetVerdicts {
  private readonly database: Database;
  private readonly groups: SetGroups;
  private readonly questions = new Map<string, Question>();

  constructor(database: Database, groups: SetGroups) {
    this.database = database;
    this.groups = groups;
  }

  /**
   * The groups of an office that are at fault, by key, each with the values under which its records are; `''` stands for all of
   * them. `arriving` counts along, by key: records that are about to be written.
   */
  faulty(
    rule: SetRule,
    owner: string,
    keys: readonly string[],
    arriving: ReadonlyMap<string, Arriving> = new Map(),
  ): ReadonlyMap<string, readonly string[]> {
    switch (rule.test.kind) {
      case 'repeated':
        return this.repeated(rule, rule.test.limit, owner, keys, arriving);
      case 'shared':
        return this.shared(rule, owner, keys, arriving);
      case 'missing':
        return this.missing(rule, rule.test.target, owner, keys, arriving);
      default:
        return this.differing(rule, owner, keys, arriving);
    }
  }

  /** Whether new records of a source can be at fault at all: what only one register holds is not shared. */
  canErr(rule: SetRule, source: SetSource): boolean {
    if (rule.test.kind !== 'shared') return true;
    return rule.sources.some(
      (one) => one !== source && (one.register === source.register || this.groups.isFilled(one.register)),
    );
  }

  private repeated(
    rule: SetRule,
    limit: number,
    owner: string,
    keys: readonly string[],
    arriving: ReadonlyMap<string, Arriving>,
  ): ReadonlyMap<string, readonly string[]> {
    const counts = () =>
      rule.sources.map((source) => `(SELECT count(*) FROM (SELECT 1 FROM ${among(source)} LIMIT @limit))`);
    const answers = this.ask(rule.id, rule, () => [counts().join(' + ')], { owner, keys, limit: limit + 1 });
    const faulty = new Map<string, readonly string[]>();
    for (const [place, count] of answers) {
      const key = keys[place]!;
      if (Number(count) + (arriving.get(key)?.members.length ?? 0) > limit) faulty.set(key, ALL);
    }
    return faulty;
  }

  private shared(
    rule: SetRule,
    owner: string,
    keys: readonly string[],
    arriving: ReadonlyMap<string, Arriving>,
  ): ReadonlyMap<string, readonly string[]> {
    const filled = rule.sources.filter((source) => this.groups.isFilled(source.register));
    const faulty = new Map<string, readonly string[]>();
    const present = new Map<string, Set<SetSource>>();
    const note = (key: string, source: SetSource) => {
      const sources = present.get(key) ?? new Set();
      sources.add(source);
      present.set(key, sources);
      if (sources.size > 1) faulty.set(key, ALL);
    };
    const held = new Set(filled);
    for (const [key, { members }] of arriving) {
      for (const { source } of members) {
        held.add(source);
        note(key, source);
      }
    }
    // What only one register holds is not shared.
    if (held.size < 2) return faulty;
    const answers = this.ask(
      nameOf(rule, filled),
      rule,
      () => filled.map((source) => `EXISTS (SELECT 1 FROM ${among(source)})`),
      { owner, keys },
    );
    for (const [place, ...found] of answers) {
      for (const [index, source] of filled.entries()) if (found[index] === 1) note(keys[place]!, source);
    }
    return faulty;
  }

  private missing(
    rule: SetRule,
    target: SetSource,
    owner: string,
    keys: readonly string[],
    arriving: ReadonlyMap<string, Arriving>,
  ): ReadonlyMap<string, readonly string[]> {
    const faulty = new Map<string, readonly string[]>();
    const answers = this.groups.isFilled(target.register)
      ? this.ask(rule.id, rule, () => [`EXISTS (SELECT 1 FROM ${among(target)})`], { owner, keys })
      : keys.map((_, place) => [place, 0] as const);
    for (const [place, exists] of answers) {
      const key = keys[place]!;
      if (exists !== 1 && !(arriving.get(key) ?? NOTHING).target) faulty.set(key, ALL);
    }
    return faulty;
  }

  private differing(
    rule: SetRule,
    owner: string,
    keys: readonly string[],
    arriving: ReadonlyMap<string, Arriving>,
  ): ReadonlyMap<string, readonly string[]> {
    const filled = rule.sources.filter((source) => this.groups.isFilled(source.register));
    const faulty = new Map<string, readonly string[]>();
    // The first and the last value of each source tell whether all agree, along the index and whatever the group's size.
    const ends = () =>
      filled.flatMap((source) => {
        const { value } = sourceSql(source);
        return ['ASC', 'DESC'].map(
          (direction) => `(SELECT ${value} FROM ${among(source)} ORDER BY ${value} ${direction} LIMIT 1)`,
        );
      });
    const answers =
      filled.length > 0
        ? this.ask(nameOf(rule, filled), rule, ends, { owner, keys })
        : keys.map((_, place) => [place] as const);
    for (const [place, ...found] of answers) {
      const key = keys[place]!;
      const joining = (arriving.get(key) ?? NOTHING).members;
      const values = new Set(joining.map((member) => member.value));
      for (const value of found) if (value !== null) values.add(String(value));
      if (values.size < 2) continue;
      const counts = new Map(this.groups.valueCounts({ rule, owner, key }));
      for (const { value } of joining) counts.set(value, Math.min((counts.get(value) ?? 0) + 1, COUNTED));
      const unusual = unusualValues(counts);
      if (unusual.length > 0) faulty.set(key, unusual);
    }
    return faulty;
  }

  private ask(
    name: string,
    rule: SetRule,
    columns: () => readonly string[],
    given: { owner: string; keys: readonly string[]; limit?: number },
  ): Answers {
    let question = this.questions.get(name);
    if (!question) {
      question = this.database
        .prepare<[{ owner: string; keys: string; limit?: number }]>(
          `SELECT touched.place, ${columns().join(', ')} FROM ${touchedFrom('@keys')}`,
        )
        .raw();
      this.questions.set(name, question);
    }
    return question.all({ ...given, keys: touchedKeys(rule, given.keys) }) as unknown as Answers;
  }
}

function among(source: SetSource): string {
  return amongTouched(sourceSql(source), '@owner');
}

/** Names a question about some of a rule's sources. */
function nameOf(rule: SetRule, sources: readonly SetSource[]): string {
  return `${rule.id} ${sources.map((source) => rule.sources.indexOf(source)).join(' ')}`;
}
