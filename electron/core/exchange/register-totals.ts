import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { isLargeJump } from '../../../shared/exchange/large-jump.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';

type Total = DeskPackage['registers'][number];

/** How many records of a register an office has here and how much their amounts come to, now and once a package is taken. */
export class RegisterTotals {
  private readonly register: Register;
  private readonly money: readonly Field[];
  private readonly before: { readonly records: number; readonly sums: readonly number[] };
  private records = 0;
  private readonly added: number[];

  constructor({ ledger }: Session, register: Register, owner: string) {
    this.register = register;
    this.money = register.fields.filter((field) => field.type === 'money');
    this.added = this.money.map(() => 0);
    const sums = this.money.map((field) => `, coalesce(sum(${columnName(field)}), 0)`).join('');
    const [records = 0, ...amounts] = ledger.database
      .prepare<[string], number[]>(`SELECT count(*)${sums} FROM ${register.id} WHERE owner = ? AND live = 1`)
      .raw()
      .get(owner) as number[];
    this.before = { records, sums: amounts };
  }

  /** Counts what becomes of a record: as it stands here, and as it will. */
  add(row: SqlRow | undefined, shown: { readonly live: boolean; readonly fields: Readonly<Record<string, unknown>> }) {
    const was = row?.live === 1;
    this.records += Number(shown.live) - Number(was);
    for (const [index, field] of this.money.entries()) {
      const before = was ? Number(row?.[columnName(field)] ?? 0) : 0;
      const after = shown.live ? Number(shown.fields[field.key] ?? 0) : 0;
      this.added[index] = (this.added[index] ?? 0) + after - before;
    }
  }

  total(): Total {
    const { records: before } = this.before;
    const after = before + this.records;
    const sums = this.money.map(({ key: field }, index) => {
      const had = this.before.sums[index] ?? 0;
      const has = had + (this.added[index] ?? 0);
      return { field, before: had, after: has, jump: isLargeJump(had, has, 'money') };
    });
    return { register: this.register.id, before, after, jump: isLargeJump(before, after, 'records'), sums };
  }
}
