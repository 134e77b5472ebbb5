import fc from 'fast-check';

/** One thing that happens at real workspaces. Numbers wrap around what there is. `meet`: a city files, and has the reply at once. */
export type Step =
  | { readonly kind: 'create' | 'backup' | 'undo' | 'redo' | 'copy'; readonly at: number }
  | { readonly kind: 'file' | 'meet'; readonly at: number; readonly split: boolean }
  | {
      readonly kind: 'edit';
      readonly at: number;
      readonly record: number;
      readonly place: Place;
      readonly value: string;
    }
  | { readonly kind: 'withdraw' | 'unlock' | 'answer'; readonly at: number; readonly record: number }
  | { readonly kind: 'settle'; readonly at: number; readonly conflict: number; readonly take: number }
  | { readonly kind: 'settle-many'; readonly at: number; readonly take: 'ours' | 'theirs' | 'latest' | 'keep' }
  | { readonly kind: 'reply'; readonly full: boolean; readonly split: boolean }
  | { readonly kind: 'receive'; readonly at: number; readonly file: number; readonly undo: boolean }
  | { readonly kind: 'review'; readonly record: number; readonly verdict: 'accept' | 'return' }
  | { readonly kind: 'set-back'; readonly backup: number };

/** `person` and `person-gone` are a child row's name and the taking out of the row; `provincialNote` is the province's field. */
export type Place = 'leader' | 'contact' | 'provincialNote' | 'person' | 'person-gone';

const at = fc.nat({ max: 5 });
const record = fc.nat({ max: 1 });
const of = <K extends Step['kind']>(kind: K) => ({ kind: fc.constant(kind) });
const step = (
  weight: number,
  members: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.WeightedArbitrary<Step> => ({
  weight,
  arbitrary: fc.record(members) as unknown as fc.Arbitrary<Step>,
});

const steps: fc.Arbitrary<Step> = fc.oneof(
  step(10, {
    ...of('edit'),
    at,
    record,
    place: fc.constantFrom<Place>('leader', 'leader', 'contact', 'provincialNote', 'person', 'person-gone'),
    value: fc.constantFrom('甲', '乙', '丙'),
  }),
  step(8, { ...of('receive'), at, file: fc.nat({ max: 4 }), undo: fc.constantFrom(false, false, false, false, true) }),
  step(4, { ...of('file'), at, split: fc.boolean() }),
  step(5, { ...of('meet'), at, split: fc.boolean() }),
  step(3, { ...of('reply'), full: fc.boolean(), split: fc.boolean() }),
  step(5, { ...of('settle'), at, conflict: fc.nat({ max: 3 }), take: fc.nat({ max: 1 }) }),
  step(2, { ...of('settle-many'), at, take: fc.constantFrom('ours', 'theirs', 'latest', 'keep') }),
  step(3, { ...of('undo'), at }),
  step(1, { ...of('redo'), at }),
  step(2, { ...of('withdraw'), at, record }),
  step(3, { ...of('review'), record, verdict: fc.constantFrom('accept', 'return') }),
  step(1, { ...of('unlock'), at, record }),
  step(1, { ...of('answer'), at, record }),
  step(1, { ...of('create'), at }),
  step(1, { ...of('backup'), at }),
  step(1, { ...of('set-back'), backup: fc.nat({ max: 2 }) }),
  step(1, { ...of('copy'), at }),
);

export const histories: fc.Arbitrary<readonly Step[]> = fc.array(steps, { minLength: 4, maxLength: 26, size: 'max' });
