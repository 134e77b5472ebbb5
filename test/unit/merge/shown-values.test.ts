import { describe, expect, it } from 'vitest';
import { createRecord, editRecord, type FieldValues } from '../../../shared/merge/edit-record.ts';
import { contentDigestInput, shownValues } from '../../../shared/merge/shown-values.ts';
import { canonicalJson } from '../../../shared/values/canonical-json.ts';

const start = createRecord({
  id: 'p1',
  register: 'project',
  owner: '370200',
  dot: [1, 'qingdao'],
  values: { name: '甲', note: null, provinceNumber: 'SD-1' },
  tables: { funds: { r2: { year: 2021 }, r1: { year: 2020 } } },
});
const cityOnly = (field: string): boolean => field !== 'provinceNumber';
const digestInput = (record: typeof start): string => contentDigestInput(shownValues(record), cityOnly);

describe('the values shown', () => {
  it('leave out deleted rows and stand in the order of row ids', () => {
    expect(shownValues(start).tables.funds?.map((row) => row.id)).toEqual(['r1', 'r2']);
    const dropped = editRecord(start, [2, 'qingdao'], { rows: [{ table: 'funds', rowId: 'r1', live: false }] });
    expect(shownValues(dropped).tables.funds?.map((row) => row.id)).toEqual(['r2']);
  });

  it('bring a restored row back as it was', () => {
    const dropped = editRecord(start, [2, 'qingdao'], { rows: [{ table: 'funds', rowId: 'r1', live: false }] });
    const restored = editRecord(dropped, [3, 'qingdao'], { rows: [{ table: 'funds', rowId: 'r1' }] });
    expect(shownValues(restored).tables).toEqual(shownValues(start).tables);
  });
});

describe('the content that is digested', () => {
  it('is canonical, takes only the fields of the authority, and leaves out what is empty', () => {
    expect(digestInput(start)).toBe(
      '{"fields":{"name":"甲"},"tables":{"funds":{"r1":{"year":2020},"r2":{"year":2021}}}}',
    );
  });

  it('does not change by clearing what was empty, by an empty row, by a province field, or by deletion', () => {
    const touched = editRecord(start, [2, 'qingdao'], {
      fields: { note: null, area: '', areas: [], provinceNumber: 'SD-2' },
      rows: [{ table: 'funds', rowId: 'r3', fields: { year: null } }],
      live: false,
    });
    expect(digestInput(touched)).toBe(digestInput(start));
  });

  it('changes with any content, zero and no included', () => {
    const edits: FieldValues[] = [{ name: '乙' }, { note: 'x' }, { count: 0 }, { flag: false }];
    const inputs = edits.map((fields) => digestInput(editRecord(start, [2, 'qingdao'], { fields })));
    expect(new Set([...inputs, digestInput(start)]).size).toBe(5);
  });
});

describe('canonical JSON', () => {
  it('orders keys by code unit, leaves out undefined, keeps text as it is', () => {
    expect(
      canonicalJson({ b: 1, a: [true, null, 'é'], 10: 2, 9: 1, c: undefined, '\u20ac': 1, '\r': 2, 𠮷: '𠮷' }),
    ).toBe('{"\\r":2,"10":2,"9":1,"a":[true,null,"é"],"b":1,"€":1,"𠮷":"𠮷"}');
    expect(canonicalJson('e\u0301')).not.toBe(canonicalJson('\u00e9'));
  });

  it('refuses what has no one form', () => {
    for (const value of [
      0.1,
      Number.NaN,
      2 ** 53,
      '\ud83d',
      { a: Number.POSITIVE_INFINITY },
      { '\udc00': 1 },
      Symbol('x'),
    ]) {
      expect(() => canonicalJson(value as never)).toThrow(TypeError);
    }
  });
});
