import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { compareDots, covers, leapsTooFar, MAX_COUNTER, maxCounter, nextCounter } from '../../../shared/merge/dot.ts';
import { createRecord, editRecord } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';
import { distinctVersions, showsLive } from '../../../shared/merge/scalar.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { histories, joinHeld, maximalWrites, play, RUNS, versionsByCell } from './history.ts';

const start = createRecord({
  id: 'p1',
  register: 'project',
  owner: '370200',
  dot: [1, 'qingdao'],
  values: { name: '甲', budget: 100 },
  tables: { funds: { r1: { year: 2020, amount: 5 } } },
});

/** Any three states of one record, whoever held them whenever. */
const threeStates = fc.tuple(histories, fc.nat(), fc.nat(), fc.nat()).map(([steps, ...picks]) => {
  const states = [...play(steps).states.values()][0] ?? [{ record: start, seen: new Set() }];
  return picks.map((pick) => states[pick % states.length]!.record) as [CausalRecord, CausalRecord, CausalRecord];
});

describe('joining, over random offices, edits, deliveries, restores', { timeout: 120_000 }, () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(threeStates, ([a, b]) => {
        expect(joinRecords(a, b)).toEqual(joinRecords(b, a));
      }),
      RUNS,
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(threeStates, ([a, b, c]) => {
        expect(joinRecords(joinRecords(a, b), c)).toEqual(joinRecords(a, joinRecords(b, c)));
      }),
      RUNS,
    );
  });

  it('is idempotent, and absorbs what went into it', () => {
    fc.assert(
      fc.property(threeStates, ([a, b]) => {
        expect(joinRecords(a, a)).toEqual(a);
        const joined = joinRecords(a, b);
        expect(joinRecords(joined, b)).toEqual(joined);
      }),
      RUNS,
    );
  });

  it('holds in every state exactly the writes that no seen write had seen (happens-before oracle)', () => {
    let statesSeen = 0;
    let contended = 0;
    fc.assert(
      fc.property(histories, (steps) => {
        for (const states of play(steps).states.values()) {
          for (const held of states) {
            expect(versionsByCell(held.record)).toEqual(maximalWrites(held.seen));
            statesSeen += 1;
            contended += Number(conflictsOf(held.record).length > 0);
          }
        }
      }),
      RUNS,
    );
    // The histories must be worth the name: many states, many of them with conflicts.
    expect(statesSeen).toBeGreaterThan(10_000);
    expect(contended).toBeGreaterThan(500);
  });

  it('lets every office end with the same state, however packages went', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (steps, turn) => {
        const { offices } = play(steps);
        for (const id of ['p1', 'p2']) {
          const held = offices.flatMap((office) => office.get(id) ?? []);
          if (held.length === 0) continue;
          const rotated = held.map((_, index) => held[(index + turn) % held.length]!).reverse();
          expect(rotated.reduce(joinHeld).record).toEqual(held.reduce(joinHeld).record);
        }
      }),
      RUNS,
    );
  });

  it('lets no concurrent value disappear unseen: it is shown, contends, equals one that does, or was seen by a later write', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const states of play(steps).states.values()) {
          const { record, seen } = states.at(-1)!;
          if (!showsLive(record.live)) continue;
          const contending = new Map(
            conflictsOf(record)
              .filter((one) => !one.table)
              .map((one) => [one.field, one.siblings]),
          );
          for (const edit of seen) {
            for (const [cell, value] of edit.writes) {
              if (!cell.startsWith('field ')) continue;
              const field = cell.slice('field '.length);
              const visible = contending.get(field)?.map((one) => one.value) ?? [shownValues(record).fields[field]];
              const superseded = [...seen].some((later) => later.past.has(edit) && later.writes.has(cell));
              if (!superseded) expect(visible).toContainEqual(value);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('lets a correction win over everything its author had seen, in every office it reaches', () => {
    fc.assert(
      fc.property(threeStates, ([a, b, c]) => {
        const seen = joinRecords(a, b);
        const corrected = editRecord(seen, [nextCounter(maxCounter(seen)), 'corrector'], { fields: { name: '更正' } });
        for (const older of [a, b, seen]) expect(shownValues(joinRecords(older, corrected)).fields.name).toBe('更正');
        const values = distinctVersions(joinRecords(c, corrected).fields.name ?? []).map((one) => one.value);
        expect(values).toContain('更正');
      }),
      RUNS,
    );
  });

  it('never gives one dot twice, restores included', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const names = play(steps).edits.map((edit) => edit.dot.join(' '));
        // One replica never repeats a counter on one record; across records the workspace clock may only rise.
        expect(new Set(names).size).toBe(names.length);
      }),
      RUNS,
    );
  });
});

describe('joining, by example', () => {
  const city = editRecord(start, [2, 'qingdao'], { fields: { name: '乙' } });
  const province = editRecord(start, [2, 'shandong'], { fields: { name: '丙' } });

  it('keeps concurrent values and shows the highest dot everywhere', () => {
    const joined = joinRecords(city, province);
    expect(joined.fields.name).toEqual([
      { dot: [2, 'shandong'], value: '丙' },
      { dot: [2, 'qingdao'], value: '乙' },
    ]);
    expect(shownValues(joined).fields.name).toBe('丙');
    expect(conflictsOf(joined).map((one) => one.field)).toEqual(['name']);
  });

  it('settles a conflict by an edit, and keeps it settled when the old states come again', () => {
    const settled = editRecord(joinRecords(city, province), [3, 'qingdao'], { fields: { name: '乙' } });
    expect(conflictsOf(settled)).toEqual([]);
    expect(joinRecords(province, joinRecords(settled, city))).toEqual(settled);
  });

  it('counts equal concurrent values as no conflict, lists included', () => {
    const one = editRecord(start, [2, 'qingdao'], { fields: { name: '同', areas: ['01', '02'] } });
    const two = editRecord(start, [2, 'shandong'], { fields: { name: '同', areas: ['01', '02'] } });
    const joined = joinRecords(one, two);
    expect(joined.fields.name).toHaveLength(2);
    expect(conflictsOf(joined)).toEqual([]);
  });

  it('keeps a record that was edited while another office deleted it, and shows the contradiction', () => {
    const deleted = editRecord(start, [9, 'shandong'], { live: false });
    const joined = joinRecords(city, deleted);
    expect(shownValues(joined).live).toBe(true);
    expect(conflictsOf(joined)).toEqual([
      {
        field: '$live',
        siblings: [
          { dot: [9, 'shandong'], value: false },
          { dot: [2, 'qingdao'], value: true },
        ],
      },
    ]);
    expect(shownValues(editRecord(joined, [10, 'qingdao'], { live: false })).live).toBe(false);
  });

  it('merges child rows row by row and field by field', () => {
    const added = editRecord(start, [2, 'qingdao'], {
      rows: [{ table: 'funds', rowId: 'r2', fields: { year: 2021 } }],
    });
    const dropped = editRecord(start, [2, 'shandong'], { rows: [{ table: 'funds', rowId: 'r1', live: false }] });
    const joined = joinRecords(added, dropped);
    expect(shownValues(joined).tables).toEqual({ funds: [{ id: 'r2', fields: { year: 2021 } }] });
    const changed = editRecord(start, [3, 'jinan0'], {
      rows: [{ table: 'funds', rowId: 'r1', fields: { amount: 6 } }],
    });
    expect(conflictsOf(joinRecords(joined, changed))).toMatchObject([{ table: 'funds', rowId: 'r1', field: '$live' }]);
    expect(shownValues(joinRecords(joined, changed)).tables.funds?.[0]).toEqual({
      id: 'r1',
      fields: { year: 2020, amount: 6 },
    });
  });

  it('keeps a cleared field as a value of its own', () => {
    const cleared = editRecord(start, [2, 'shandong'], { fields: { name: null } });
    expect(shownValues(joinRecords(start, cleared)).fields.name).toBeNull();
    expect(conflictsOf(joinRecords(city, cleared))[0]?.siblings.map((one) => one.value)).toEqual([null, '乙']);
  });

  it('refuses states that do not belong together', () => {
    const refused = (reason: string) => expect.objectContaining({ reason });
    expect(() => joinRecords(start, { ...start, id: 'p2' })).toThrow(refused('different-record'));
    expect(() => joinRecords(start, { ...start, register: 'platform' })).toThrow(refused('different-register'));
    expect(() => joinRecords(start, { ...start, owner: '370100' })).toThrow(refused('different-owner'));
  });

  it('refuses one dot with two values, and a state that claims to have seen what it does not succeed', () => {
    const copy = editRecord(start, [2, 'qingdao'], { fields: { name: '丁' } });
    expect(() => joinRecords(city, copy)).toThrow(expect.objectContaining({ reason: 'dot-reused' }));
    const hollow = { ...start, context: { qingdao: 2 }, live: city.live, fields: {} };
    expect(() => joinRecords(city, hollow)).toThrow(
      expect.objectContaining({ reason: 'versions-lost', at: 'p1 name' }),
    );
  });

  it('refuses an edit whose counter is not new, and keys and values that could not be sent', () => {
    expect(() => editRecord(city, [2, 'shandong'], {})).toThrow(expect.objectContaining({ reason: 'dot-not-new' }));
    const bad = (fields: Record<string, never>) => () => editRecord(start, [2, 'qingdao'], { fields });
    expect(bad({ $live: true as never })).toThrow(expect.objectContaining({ reason: 'key-invalid' }));
    expect(bad(JSON.parse('{"__proto__":1}'))).toThrow(expect.objectContaining({ reason: 'key-invalid' }));
    for (const value of [1.5, Number.NaN, 2 ** 53, '\ud800', undefined, [1], {}]) {
      expect(bad({ name: value as never })).toThrow(expect.objectContaining({ reason: 'value-invalid' }));
    }
  });
});

describe('dots', () => {
  it('are ordered by counter, then by replica in code unit order', () => {
    expect(compareDots([2, 'a000'], [1, 'z000'])).toBeGreaterThan(0);
    expect(compareDots([1, 'a000'], [1, 'b000'])).toBeLessThan(0);
    expect(compareDots([1, 'a000'], [1, 'a000'])).toBe(0);
  });

  it('are covered up to the newest that was seen, by replica', () => {
    expect(covers({ qingdao: 3 }, [3, 'qingdao'])).toBe(true);
    expect(covers({ qingdao: 3 }, [4, 'qingdao'])).toBe(false);
    expect(covers({ qingdao: 3 }, [1, 'constructor'])).toBe(false);
  });

  it('follow the Lamport clock, which cannot be driven to its end', () => {
    expect(nextCounter()).toBe(1);
    expect(nextCounter(3, 8, 5)).toBe(9);
    expect(() => nextCounter(MAX_COUNTER)).toThrow(expect.objectContaining({ reason: 'counter-exhausted' }));
    expect(leapsTooFar(5, 1_000_000_005)).toBe(false);
    expect(leapsTooFar(5, 1_000_000_006)).toBe(true);
  });
});
