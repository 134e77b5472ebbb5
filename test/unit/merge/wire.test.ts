import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecord, editRecord } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';
import { fromWire, fromWireLine, toWire, WIRE_LIMITS } from '../../../shared/merge/wire.ts';
import { histories, play, RUNS } from './history.ts';

const start = createRecord({
  id: 'p1',
  register: 'project',
  owner: '370200',
  dot: [1, 'qingdao'],
  values: { name: '甲', areas: ['01', '02'], budget: 100 },
  tables: { funds: { r1: { year: 2020 } } },
});
const contended = joinRecords(
  editRecord(start, [2, 'qingdao'], { fields: { name: '乙' } }),
  editRecord(start, [2, 'shandong'], { fields: { name: null } }),
);

/** The line with one place changed. */
// biome-ignore lint/suspicious/noExplicitAny: the very point is to put what the types forbid
function spoilt(change: (wire: any) => void): unknown {
  const wire = JSON.parse(toWire(contended));
  change(wire);
  return wire;
}

function codes(given: unknown): readonly string[] {
  const result = fromWire(given);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path} ${problem.code}`);
}

describe('a record on the wire', { timeout: 120_000 }, () => {
  it('comes back exactly, and the same record always gives the same line', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const states of play(steps).states.values()) {
          for (const { record } of states) {
            const line = toWire(record);
            expect(line).not.toContain('\n');
            const back = fromWireLine(line);
            expect(back).toEqual({ ok: true, record });
            expect(back.ok && toWire(back.record)).toBe(line);
          }
        }
      }),
      RUNS,
    );
  });

  it('is one readable line in key order', () => {
    expect(toWire(start)).toBe(
      '{"context":{"qingdao":1},"fields":{"areas":[[1,"qingdao",["01","02"]]],"budget":[[1,"qingdao",100]],"name":[[1,"qingdao","甲"]]},' +
        '"id":"p1","live":[[1,"qingdao",true]],"owner":"370200","register":"project",' +
        '"tables":{"funds":{"r1":{"fields":{"year":[[1,"qingdao",2020]]},"live":[[1,"qingdao",true]]}}}}',
    );
  });

  it('is refused with the place and the reason', () => {
    expect(codes(null)).toEqual([' wrong-shape']);
    expect(codes(spoilt((wire) => (wire.extra = 1)))).toEqual([' wrong-shape']);
    expect(codes(spoilt((wire) => delete wire.owner))).toEqual([' wrong-shape']);
    expect(codes(spoilt((wire) => (wire.id = '../x')))).toEqual(['id wrong-key']);
    expect(codes(spoilt((wire) => (wire.owner = 370200)))).toEqual(['owner wrong-key']);
    expect(codes(spoilt((wire) => (wire.context.QD = 1)))).toEqual(['context wrong-key']);
    expect(codes(spoilt((wire) => (wire.context.qingdao = 1.5)))).toContain('context.qingdao wrong-dot');
    expect(codes(spoilt((wire) => (wire.context.qingdao = 2 ** 53)))).toContain('context.qingdao wrong-dot');
    expect(codes(spoilt((wire) => (wire.context = {})))).toContain('context empty');
    expect(codes(spoilt((wire) => (wire.context = [])))).toContain('context wrong-shape');
    expect(codes(spoilt((wire) => (wire.context.shandong = 1)))).toContain('fields.name.0 dot-not-covered');
    expect(codes(spoilt((wire) => (wire.fields['1x'] = [])))).toEqual(['fields wrong-key']);
    expect(codes(spoilt((wire) => (wire.fields.$live = [[1, 'qingdao', true]])))).toEqual(['fields.$live wrong-key']);
    expect(codes(spoilt((wire) => (wire.fields.name = [])))).toEqual(['fields.name empty']);
    expect(codes(spoilt((wire) => (wire.fields.name = '乙')))).toEqual(['fields.name wrong-shape']);
    expect(codes(spoilt((wire) => wire.fields.name.reverse()))).toEqual(['fields.name.1 versions-unsorted']);
    expect(codes(spoilt((wire) => wire.fields.name.push([2, 'qingdao', '乙'])))).toEqual([
      'fields.name.2 versions-unsorted',
    ]);
    expect(codes(spoilt((wire) => wire.fields.name.push([2, 'qingdao', '丙'])))).toEqual(['fields.name.2 dot-reused']);
    expect(codes(spoilt((wire) => wire.fields.name[0].push(1)))).toEqual(['fields.name.0 wrong-shape']);
    expect(codes(spoilt((wire) => (wire.fields.budget[0][2] = 0.5)))).toEqual(['fields.budget.0 wrong-value']);
    expect(codes(spoilt((wire) => (wire.fields.budget[0][2] = { a: 1 })))).toEqual(['fields.budget.0 wrong-value']);
    expect(codes(spoilt((wire) => (wire.fields.areas[0][2] = ['01', 2])))).toEqual(['fields.areas.0 wrong-value']);
    expect(codes(spoilt((wire) => (wire.fields.name[0][2] = '\udc00')))).toEqual(['fields.name.0 wrong-value']);
    expect(codes(spoilt((wire) => (wire.live[0][2] = 1)))).toEqual(['live.0 wrong-value']);
    expect(codes(spoilt((wire) => (wire.tables.funds = {})))).toEqual(['tables.funds empty']);
    expect(codes(spoilt((wire) => delete wire.tables.funds.r1.live))).toEqual(['tables.funds.r1 wrong-shape']);
    expect(codes(JSON.parse(toWire(start).replace('"funds"', '"__proto__"')))).toEqual(['tables wrong-key']);
  });

  it('is refused when it brings too much, and lists a bounded number of reasons', () => {
    const many = Object.fromEntries(
      Array.from({ length: WIRE_LIMITS.fields + 1 }, (_, index) => [`f${index}`, [[1, 'qingdao', 1]]]),
    );
    expect(codes(spoilt((wire) => (wire.fields = many)))).toEqual(['fields too-many']);
    const bad = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, []]));
    expect(codes(spoilt((wire) => (wire.fields = bad)))).toHaveLength(WIRE_LIMITS.problems);
    expect(codes(spoilt((wire) => (wire.fields.name[0][2] = 'x'.repeat(200_001))))).toEqual([
      'fields.name.0 wrong-value',
    ]);
  });

  it('is taken only in its one canonical form', () => {
    const line = toWire(start);
    const refused = (code: string) => ({ ok: false, problems: [{ path: '', code }] });
    expect(fromWireLine(` ${line}`)).toEqual(refused('not-canonical'));
    expect(fromWireLine(line.replace('100', '1e2'))).toEqual(refused('not-canonical'));
    expect(fromWireLine(line.replace('"id":"p1"', '"id":"p0","id":"p1"'))).toEqual(refused('not-canonical'));
    expect(fromWireLine(line.slice(0, -1))).toEqual(refused('not-json'));
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(fromWireLine(text).ok).toBe(false);
      }),
      RUNS,
    );
    const paths = fc.constantFrom('context', 'fields', 'live', 'tables', 'id', 'register', 'owner');
    fc.assert(
      fc.property(paths, fc.jsonValue(), (path, value) => {
        fromWire(spoilt((wire) => (wire[path] = value)));
      }),
      RUNS,
    );
  });
});

describe('the worked example of the README', () => {
  it('runs as it is written there', () => {
    const values = { name: '甲' };
    const created = createRecord({ id: 'p1', register: 'project', owner: '370200', dot: [1, 'qd00'], values });
    const corrected = editRecord(created, [2, 'sd00'], { fields: { name: '乙' } });
    const meanwhile = editRecord(created, [2, 'qd00'], { fields: { name: '丙' } });
    const joined = joinRecords(corrected, meanwhile);
    expect(toWire(joined)).toBe(
      '{"context":{"qd00":2,"sd00":2},"fields":{"name":[[2,"sd00","乙"],[2,"qd00","丙"]]},"id":"p1","live":[[2,"sd00",true],[2,"qd00",true]],"owner":"370200","register":"project","tables":{}}',
    );
    const settled = editRecord(joined, [3, 'qd00'], { fields: { name: '丙' } });
    expect(joinRecords(corrected, settled)).toEqual(settled);
    expect(settled.context).toEqual({ qd00: 3, sd00: 2 });
  });
});
