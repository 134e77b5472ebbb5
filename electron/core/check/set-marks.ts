import type { SetRule } from '../../../shared/check/set-rule.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import { type KeptProblem, marksFor, problemOf, readKept } from './kept-problems.ts';
import type { ProblemTally } from './problem-tally.ts';
import type { Group, Member, SetGroups } from './set-groups.ts';

/** That a record is marked, as it is kept. */
export interface StoredMark {
  readonly rule: string;
  readonly group_key: string;
  readonly field: string;
}

type RowStatements = ReturnType<typeof rowStatements>;

/** What is asked and written of records' rows, by register. */
function rowStatements(database: Database, register: Register) {
  const reasons = childTableName(register, { key: REASONS_TABLE });
  return {
    rows: database.prepare<[string], { id: string; owner: string; problems: string | null }>(
      `SELECT id, owner, problems FROM ${register.id} WHERE id IN (SELECT value FROM json_each(?)) AND live = 1`,
    ),
    reasons: database
      .prepare<[string], string>(
        `SELECT record || ' ' || row_id FROM ${reasons} WHERE record IN (SELECT value FROM json_each(?)) AND trim(text) <> ''`,
      )
      .pluck(),
    update: database.prepare<[number, number, string | null, string]>(
      `UPDATE ${register.id} SET errors = ?, warnings = ?, problems = ? WHERE id = ?`,
    ),
  };
}

/** Keeps which records the set rules mark, and carries that into the records' rows. */
export class SetMarks {
  private readonly database: Database;
  private readonly groups: SetGroups;
  private readonly insert;
  private readonly removeRecord;
  private readonly removeValue;
  private readonly nextValue;
  private readonly removeMark;
  private readonly ofGroups;
  private readonly ofMany;
  private readonly any;
  private readonly statements = new Map<Register, RowStatements>();

  constructor(database: Database, groups: SetGroups) {
    this.database = database;
    this.groups = groups;
    this.insert = database.prepare(
      'INSERT INTO set_problem (rule, owner, group_key, value, record, field) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    const group = 'rule = ? AND owner = ? AND group_key = ?';
    this.removeRecord = database.prepare(
      `DELETE FROM set_problem WHERE ${group} AND value = ? AND record = ? AND field NOT IN (SELECT value FROM json_each(?))`,
    );
    this.removeValue = database
      .prepare<string[], string>(`DELETE FROM set_problem WHERE ${group} AND value = ? RETURNING record`)
      .pluck();
    this.nextValue = database
      .prepare<string[], string>(`SELECT value FROM set_problem WHERE ${group} AND value >= ? ORDER BY value LIMIT 1`)
      .pluck();
    this.removeMark = database.prepare(
      `DELETE FROM set_problem WHERE ${group} AND value = ? AND record = ? AND field = ?`,
    );
    this.ofGroups = database.prepare<[{ rule: string; owner: string; keys: string }], Member & { key: string }>(
      `SELECT group_key AS key, set_problem.value, record, field FROM json_each(@keys) AS touched CROSS JOIN set_problem
       WHERE rule = @rule AND owner = @owner AND group_key = touched.value`,
    );
    this.ofMany = database.prepare<[string], StoredMark & { record: string }>(
      `SELECT record, rule, group_key, field FROM set_problem WHERE record IN (SELECT value FROM json_each(?))
       ORDER BY record, rule, field, group_key`,
    );
    this.any = database.prepare<[string], number>('SELECT 1 FROM set_problem WHERE rule = ? LIMIT 1').pluck();
  }

  /**
   * Brings a group's marks up to date after some records came or went; `faulty` are the values at fault, `now` says where those stand, `grew` that none went. Gives
   * the records whose marks changed. What it costs grows with the records touched, not with the group, unless the group turns from
   * right to wrong. `bare` where no record bore a mark of the rule before its groups were settled.
   */
  settle(
    group: Group,
    faulty: readonly string[],
    now: ReadonlyMap<string, readonly Member[]>,
    grew: boolean,
    bare: boolean,
  ): Iterable<string> {
    // Where more records make a fault, or more values, fewer had made none.
    if (faulty.length === 0 && (grew || bare)) return [];
    const changed = new Set<string>();
    const place = [group.rule.id, group.owner, group.key] as const;
    // Only where values are to agree are there marks of more than one.
    const marked = bare ? [] : this.markedValues(group, group.rule.test.kind === 'differs' ? undefined : 1);
    for (const value of marked) {
      if (!faulty.includes(value)) {
        for (const record of this.removeValue.all(...place, value)) changed.add(record);
        continue;
      }
      for (const [record, members] of now) {
        const stands = members.filter((member) => value === '' || member.value === value);
        this.keep(place, value, record, stands, changed);
      }
    }
    for (const value of faulty) {
      if (marked.includes(value)) continue;
      for (const member of this.groups.members(group, value)) {
        this.insert.run(...place, value, member.record, member.field);
        changed.add(member.record);
      }
    }
    return changed;
  }

  /**
   * Brings a group's marks up to date before new records join it; `faulty` counts those along. Gives the records whose marks
   * changed, the new ones not among them.
   */
  welcome(group: Group, faulty: readonly string[], joining: readonly Member[], bare: boolean): Iterable<string> {
    const changed = new Set<string>();
    const place = [group.rule.id, group.owner, group.key] as const;
    const marked = bare ? [] : this.markedValues(group, group.rule.test.kind === 'differs' ? undefined : 1);
    for (const value of marked) {
      if (faulty.includes(value)) continue;
      for (const record of this.removeValue.all(...place, value)) changed.add(record);
    }
    for (const value of faulty) {
      if (!marked.includes(value)) {
        for (const member of this.groups.members(group, value)) {
          this.insert.run(...place, value, member.record, member.field);
          changed.add(member.record);
        }
      }
      for (const member of joining)
        if (value === '' || member.value === value) this.insert.run(...place, value, member.record, member.field);
    }
    return changed;
  }

  /** Whether any record bears a mark of a rule. */
  hasAny(rule: string): boolean {
    return this.any.get(rule) === 1;
  }

  private keep(
    place: readonly [string, string, string],
    value: string,
    record: string,
    stands: readonly Member[],
    changed: Set<string>,
  ): void {
    const fields = JSON.stringify(stands.map((member) => member.field));
    let moved = this.removeRecord.run(...place, value, record, fields).changes > 0;
    for (const { field } of stands) moved = this.insert.run(...place, value, record, field).changes > 0 || moved;
    if (moved) changed.add(record);
  }

  /**
   * Brings the marks of some groups of one office to what their records ask for now, whatever they were; `faulty` by key. Gives the
   * records whose marks changed.
   */
  restate(
    rule: SetRule,
    owner: string,
    keys: readonly string[],
    faulty: ReadonlyMap<string, readonly string[]>,
  ): ReadonlySet<string> {
    const changed = new Set<string>();
    const wanted = new Map<string, readonly [key: string, member: Member]>();
    const sign = (key: string, { value, record, field }: Member) => JSON.stringify([key, value, record, field]);
    for (const [key, member] of this.groups.membersOf(rule, owner, faulty))
      wanted.set(sign(key, member), [key, member]);
    for (const { key, ...mark } of this.ofGroups.all({ rule: rule.id, owner, keys: JSON.stringify(keys) })) {
      if (wanted.delete(sign(key, mark))) continue;
      this.removeMark.run(rule.id, owner, key, mark.value, mark.record, mark.field);
      changed.add(mark.record);
    }
    for (const [key, member] of wanted.values()) {
      this.insert.run(rule.id, owner, key, member.value, member.record, member.field);
      changed.add(member.record);
    }
    return changed;
  }

  private markedValues(group: Group, limit = Number.POSITIVE_INFINITY): readonly string[] {
    const values: string[] = [];
    let value = this.nextValue.get(group.rule.id, group.owner, group.key, '');
    while (value !== undefined) {
      values.push(value);
      if (values.length === limit) break;
      // The smallest text that comes after this one.
      value = this.nextValue.get(group.rule.id, group.owner, group.key, `${value}\u0001`);
    }
    return values;
  }

  /** The marks of some records, by record; those without any are left out. */
  ofRecords(records: readonly string[]): ReadonlyMap<string, readonly StoredMark[]> {
    const marks = new Map<string, StoredMark[]>();
    for (const mark of this.ofMany.all(JSON.stringify(records))) {
      const known = marks.get(mark.record);
      if (known) known.push(mark);
      else marks.set(mark.record, [mark]);
    }
    return marks;
  }

  /** The problems that marks of a record stand for; `isExplained` by rule id. */
  problemsBy(
    register: Register,
    marks: readonly StoredMark[],
    ruleOf: (id: string) => SetRule | undefined,
    isExplained: (rule: string) => boolean,
  ): readonly KeptProblem[] {
    return marks.flatMap((mark) => {
      const rule = ruleOf(mark.rule);
      const place = { register: register.id, key: mark.group_key, field: mark.field };
      return rule ? [problemOf(rule, place, isExplained(mark.rule))] : [];
    });
  }

  /** Writes anew what other records make wrong with some records; gives those whose rows changed. */
  rewrite(
    records: readonly string[],
    ruleOf: (id: string) => SetRule | undefined,
    tally: ProblemTally,
  ): readonly string[] {
    const found = this.ofRecords(records);
    const rewritten: string[] = [];
    for (const [register, own] of Map.groupBy(records, (record) => registerById(record.split('-', 1)[0] ?? ''))) {
      // Of a register that is not known here nothing is checked.
      if (!register) continue;
      const asked = JSON.stringify(own);
      const statements = this.statementsOf(register);
      const reasons = new Set(statements.reasons.all(asked));
      for (const { id, owner, problems } of statements.rows.all(asked)) {
        const kept = readKept(problems).filter((problem) => !problem.among);
        const among = this.problemsBy(register, found.get(id) ?? [], ruleOf, (rule) => reasons.has(`${id} ${rule}`));
        const marks = marksFor([...kept, ...among]);
        if (marks.problems === problems) continue;
        statements.update.run(marks.errors, marks.warnings, marks.problems, id);
        tally.replace(register.id, owner, problems, marks.problems);
        rewritten.push(id);
      }
    }
    return rewritten;
  }

  private statementsOf(register: Register): RowStatements {
    let statements = this.statements.get(register);
    if (!statements) {
      statements = rowStatements(this.database, register);
      this.statements.set(register, statements);
    }
    return statements;
  }
}
