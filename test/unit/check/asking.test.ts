import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRecord } from '../../../shared/check/check-record.ts';
import type { CheckedRecord } from '../../../shared/check/rule.ts';
import { rulesOf } from '../../../shared/check/rules.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';

test('asking only the rules that can speak finds what asking all of them finds, in their order', () => {
  const value: fc.Arbitrary<FieldValue> = fc.oneof(
    fc.constantFrom('', '2020-13', '2020', '91370200MA3ABCDE1X', 'none', 'ai', '无', '12'),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.constantFrom('ai', '不存在'), { maxLength: 2 }),
  );
  for (const register of ALL_REGISTERS) {
    const fields = fc.dictionary(fc.constantFrom(...register.fields.map((field) => field.key)), value, { maxKeys: 20 });
    const tables = fc.record(
      Object.fromEntries(
        register.tables.map((table) => [
          table.key,
          fc.array(
            fc.record({
              rowId: fc.constantFrom('r1', 'r2'),
              values: fc.dictionary(fc.constantFrom(...table.fields.map((field) => field.key)), value),
            }),
            { maxLength: 2 },
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, tables, (values, rows) => {
        const record: CheckedRecord = { values, tables: rows };
        const context = { owner: '370200' };
        const asked = rulesOf(register).flatMap((rule) =>
          rule.find(record, context).map((finding) => `${rule.id} ${finding.message} ${finding.rowId ?? ''}`),
        );
        const found = checkRecord(register, record, context);
        expect(found.map((one) => `${one.rule} ${one.message} ${one.rowId ?? ''}`)).toEqual(asked);
      }),
      { numRuns: 40 },
    );
  }
});
