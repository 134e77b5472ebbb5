import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeVersions, type TypedKeys } from '../../../shared/merge/compact.ts';
import { createRecord, type NewRecord } from '../../../shared/merge/edit-record.ts';
import { MergeRefusal } from '../../../shared/merge/merge-refusal.ts';
import { makeRecord } from '../../../shared/merge/new-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { canonicalJson } from '../../../shared/values/canonical-json.ts';

const typed: TypedKeys = { fields: new Set(['name', 'year', 'codes', 'note']), tables: { funds: new Set(['year']) } };
const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 3 }),
);
const values = fc.dictionary(fc.constantFrom('name', 'year', 'codes', 'note', '$mergedInto', '$live', '有'), scalar);
const rows = fc.dictionary(
  fc.constantFrom('r2', 'r1', 'r10', '不'),
  fc.record({ year: fc.oneof(fc.integer(), fc.constant(null)) }),
);

function outcome<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof MergeRefusal) return `${error.reason} ${error.at}`;
    throw error;
  }
}

test('a made record is what a created one is kept as, and is refused for the same reasons', () => {
  fc.assert(
    fc.property(
      values,
      fc.option(rows, { nil: undefined }),
      fc.integer({ min: 0, max: 9 }),
      (given, funds, counter) => {
        const record: NewRecord = {
          id: 'project-1',
          register: 'project',
          owner: '370200',
          dot: [counter, 'qingdao'],
          values: given,
          ...(funds ? { tables: { funds } } : {}),
        };
        expect(outcome(() => makeRecord(record, typed))).toEqual(
          outcome(() => {
            const created = createRecord(record);
            return { shown: shownValues(created), versions: encodeVersions(created, typed) };
          }),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('canonical JSON writes every text as JSON does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (text.isWellFormed()) expect(canonicalJson(text)).toBe(JSON.stringify(text));
      else expect(() => canonicalJson(text)).toThrow(TypeError);
    }),
  );
});
