import fc from 'fast-check';
import type { Scalar } from '../../../shared/merge/causal-record.ts';

/** Who takes part: a province, one to three cities, and of the first city a second machine or not. */
export interface Cast {
  readonly cities: number;
  readonly twin: boolean;
}

/** A row of the child table `funds`; `live` false takes it out, true puts it back. */
export interface RowStep {
  readonly row: number;
  readonly amount?: Scalar;
  readonly live?: boolean;
}

/**
 * One thing that happens. Machines, records, parcels and backups are named by numbers that wrap around what there is, so that a
 * shortened history still means something.
 */
export type Step =
  | { readonly kind: 'create'; readonly machine: number; readonly name: Scalar }
  | {
      readonly kind: 'edit';
      readonly machine: number;
      readonly record: number;
      readonly fields: Readonly<Record<string, Scalar>>;
      readonly rows: readonly RowStep[];
    }
  | { readonly kind: 'withdraw' | 'restore'; readonly machine: number; readonly record: number }
  /** `take` beyond the contending values writes a third one. */
  | { readonly kind: 'settle'; readonly machine: number; readonly conflict: number; readonly take: number }
  /** Takes back the machine's last settling. */
  | { readonly kind: 'unsettle'; readonly machine: number }
  | { readonly kind: 'file' | 'full'; readonly machine: number; readonly whole: boolean }
  | { readonly kind: 'reply'; readonly machine: number; readonly city: number; readonly whole: boolean }
  | { readonly kind: 'deliver'; readonly machine: number; readonly parcel: number; readonly answer: Answer }
  | {
      readonly kind: 'review';
      readonly machine: number;
      readonly record: number;
      readonly verdict: 'accept' | 'return';
    }
  | { readonly kind: 'unlock'; readonly machine: number; readonly record: number }
  | { readonly kind: 'comment'; readonly machine: number; readonly record: number; readonly text: string }
  | { readonly kind: 'backup' | 'copy'; readonly machine: number }
  | { readonly kind: 'set-back'; readonly machine: number; readonly backup: number }
  /** The wall clock jumps by so many days. */
  | { readonly kind: 'clock'; readonly machine: number; readonly days: number };

/** What the receiver does with a package: takes it, refuses it whole, or takes it and puts back what it changed. */
export type Answer = 'take' | 'refuse' | 'put-back';

export interface History {
  readonly cast: Cast;
  readonly steps: readonly Step[];
}

const value: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Scalar>('甲', '乙', '丙', '丁', null, 1, 2, ['01'], ['01', '02']) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
);
const machine = fc.nat({ max: 5 });
const record = fc.nat({ max: 3 });
const row: fc.Arbitrary<RowStep> = fc.record(
  { row: fc.nat({ max: 1 }), amount: value, live: fc.boolean() },
  { requiredKeys: ['row'] },
);

/** `note` is a field of the province's; `constructor` is a name that every JavaScript object knows. */
export const FIELDS = ['name', 'constructor', 'note'] as const;

const fields = fc.dictionary(fc.constantFrom(...FIELDS), value, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

function step(
  weight: number,
  kind: Step['kind'],
  members: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.WeightedArbitrary<Step> {
  return { weight, arbitrary: fc.record({ kind: fc.constant(kind), ...members }) as unknown as fc.Arbitrary<Step> };
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  step(12, 'edit', { machine, record, fields, rows: fc.array(row, { maxLength: 2 }) }),
  step(16, 'deliver', {
    machine,
    parcel: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 3 }) }, { weight: 1, arbitrary: fc.nat({ max: 30 }) }),
    answer: fc.constantFrom<Answer>('take', 'take', 'take', 'take', 'refuse', 'put-back'),
  }),
  step(6, 'file', { machine, whole: fc.boolean() }),
  step(4, 'reply', { machine, city: fc.nat({ max: 2 }), whole: fc.boolean() }),
  step(3, 'full', { machine, whole: fc.constant(true) }),
  step(4, 'settle', { machine, conflict: fc.nat({ max: 5 }), take: fc.nat({ max: 2 }) }),
  step(2, 'unsettle', { machine }),
  step(4, 'review', { machine, record, verdict: fc.constantFrom('accept' as const, 'return' as const) }),
  step(2, 'create', { machine, name: value }),
  step(2, 'withdraw', { machine, record }),
  step(1, 'restore', { machine, record }),
  step(1, 'unlock', { machine, record }),
  step(2, 'comment', { machine, record, text: fc.constantFrom('请核对', '已改') }),
  step(1, 'backup', { machine }),
  step(1, 'set-back', { machine, backup: fc.nat({ max: 3 }) }),
  step(1, 'copy', { machine }),
  step(1, 'clock', { machine, days: fc.integer({ min: -2000, max: 2000 }) }),
);

export const histories: fc.Arbitrary<History> = fc.record({
  cast: fc.record({ cities: fc.integer({ min: 1, max: 3 }), twin: fc.boolean() }),
  steps: fc.array(steps, { minLength: 1, maxLength: 80, size: 'max' }),
});
