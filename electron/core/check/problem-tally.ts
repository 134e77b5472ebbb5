import type { Database } from '../database/database.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

interface Counted {
  readonly rule: string;
  readonly severity: string;
  readonly explained?: boolean;
}

/** Keeps count of the problems that records bear, over one unit of work. */
export class ProblemTally {
  private readonly database: Database;
  private readonly changes = new Map<string, number>();

  /** The tally of a unit of work. */
  static of(work: UnitOfWork): ProblemTally {
    return work.companion(ProblemTally, () => new ProblemTally(work.workspace.database));
  }

  constructor(database: Database) {
    this.database = database;
  }

  /** A record's kept problems became others; both as they stand in its row. */
  replace(register: string, owner: string, before: string | null, after: string | null): void {
    if (before === after) return;
    this.add(register, owner, before, -1);
    this.add(register, owner, after, 1);
  }

  private add(register: string, owner: string, problems: string | null, step: number): void {
    if (problems === null) return;
    for (const { rule, severity, explained } of JSON.parse(problems) as Counted[]) {
      const key = [register, owner, rule, severity, explained ? 1 : 0].join(' ');
      this.changes.set(key, (this.changes.get(key) ?? 0) + step);
    }
  }

  /** Writes the counts; called once, inside the transaction. */
  settle(): void {
    const write = this.database.prepare(
      `INSERT INTO problem_count (register, owner, rule, severity, explained, count) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    );
    const clear = this.database.prepare(
      'DELETE FROM problem_count WHERE register = ? AND owner = ? AND rule = ? AND severity = ? AND explained = ? AND count <= 0',
    );
    for (const [key, change] of this.changes) {
      if (change === 0) continue;
      const [register, owner, rule, severity, explained] = key.split(' ');
      write.run(register, owner, rule, severity, Number(explained), change);
      if (change < 0) clear.run(register, owner, rule, severity, Number(explained));
    }
    this.changes.clear();
  }
}
