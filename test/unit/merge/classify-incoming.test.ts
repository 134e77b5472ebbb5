import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyIncoming } from '../../../shared/merge/classify-incoming.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { createRecord, editRecord } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { histories, play, RUNS } from './history.ts';

const start = createRecord({
  id: 'p1',
  register: 'project',
  owner: '370200',
  dot: [1, 'qingdao'],
  values: { name: '甲', budget: 100 },
  tables: { funds: { r1: { year: 2020 } } },
});
const ours = editRecord(start, [2, 'shandong'], { fields: { name: '乙' } });

describe('what an incoming state means', () => {
  it('new: nothing of it is here', () => {
    expect(classifyIncoming(undefined, start)).toEqual({
      class: 'new',
      changes: [],
      withdrawn: false,
      joined: start,
      advances: true,
    });
    expect(classifyIncoming(undefined, editRecord(start, [2, 'qingdao'], { live: false })).withdrawn).toBe(true);
  });

  it('same: doubled and stale states teach nothing', () => {
    expect(classifyIncoming(ours, ours)).toMatchObject({ class: 'same', changes: [], advances: false });
    expect(classifyIncoming(ours, start)).toMatchObject({ class: 'same', changes: [], advances: false, joined: ours });
  });

  it('same: the same value written elsewhere shows no change, but is to be kept', () => {
    const incoming = editRecord(start, [2, 'qingdao'], { fields: { name: '乙' } });
    const examined = classifyIncoming(ours, incoming);
    expect(examined).toMatchObject({ class: 'same', changes: [], advances: true });
    expect(examined.joined.fields.name).toHaveLength(2);
  });

  it('changed: it has seen all that is here', () => {
    const incoming = editRecord(ours, [3, 'qingdao'], { fields: { name: '丙', area: '05' } });
    expect(classifyIncoming(ours, incoming)).toMatchObject({
      class: 'changed',
      withdrawn: false,
      changes: [
        { field: 'area', before: undefined, after: '05', incoming: '05', conflicting: false },
        { field: 'name', before: '乙', after: '丙', incoming: '丙', conflicting: false },
      ],
    });
  });

  it('changed: rows that come, change and go are named row by row', () => {
    const incoming = editRecord(start, [2, 'qingdao'], {
      rows: [
        { table: 'funds', rowId: 'r1', live: false },
        { table: 'funds', rowId: 'r2', fields: { year: 2021 } },
      ],
    });
    expect(classifyIncoming(start, incoming)).toMatchObject({
      class: 'changed',
      changes: [
        { table: 'funds', rowId: 'r1', field: '$live', before: true, after: false },
        { table: 'funds', rowId: 'r2', field: '$live', before: undefined, after: true },
        { table: 'funds', rowId: 'r2', field: 'year', before: undefined, after: 2021 },
      ],
    });
  });

  it('changed and withdrawn: deleted by somebody who had seen all that is here', () => {
    expect(classifyIncoming(ours, editRecord(ours, [3, 'qingdao'], { live: false }))).toMatchObject({
      class: 'changed',
      withdrawn: true,
      changes: [{ field: '$live', before: true, after: false }],
    });
  });

  it('parallel: both sides went on, in different fields', () => {
    const incoming = editRecord(start, [2, 'qingdao'], { fields: { budget: 200 } });
    expect(classifyIncoming(ours, incoming)).toMatchObject({
      class: 'parallel',
      changes: [{ field: 'budget', before: 100, after: 200, conflicting: false }],
    });
  });

  it('conflict: both sides wrote one field; the shown value and the sender’s are both given', () => {
    const incoming = editRecord(start, [2, 'qingdao'], { fields: { name: '丙' } });
    expect(classifyIncoming(ours, incoming)).toMatchObject({
      class: 'conflict',
      changes: [{ field: 'name', before: '乙', after: '乙', incoming: '丙', conflicting: true }],
    });
  });

  it('conflict once: a conflict already here is not new, its settlement is a change', () => {
    const contended = joinRecords(ours, editRecord(start, [2, 'qingdao'], { fields: { name: '丙' } }));
    const elsewhere = editRecord(contended, [3, 'qingdao'], { fields: { budget: 7 } });
    expect(classifyIncoming(contended, elsewhere)).toMatchObject({ class: 'changed', changes: [{ field: 'budget' }] });
    const settled = editRecord(contended, [3, 'qingdao'], { fields: { name: '乙' } });
    expect(classifyIncoming(contended, settled)).toMatchObject({
      class: 'changed',
      changes: [{ field: 'name', before: '乙', after: '乙', conflicting: false }],
    });
    const third = editRecord(start, [3, 'jinan0'], { fields: { name: '丁' } });
    expect(classifyIncoming(contended, third).class).toBe('conflict');
  });

  it('conflict: a row edited here and deleted there', () => {
    const edited = editRecord(start, [2, 'shandong'], {
      rows: [{ table: 'funds', rowId: 'r1', fields: { year: 2022 } }],
    });
    const dropped = editRecord(start, [2, 'qingdao'], { rows: [{ table: 'funds', rowId: 'r1', live: false }] });
    expect(classifyIncoming(edited, dropped)).toMatchObject({
      class: 'conflict',
      changes: [
        { table: 'funds', rowId: 'r1', field: '$live', before: true, after: true, incoming: false, conflicting: true },
      ],
    });
  });

  it('deletedButEdited: from either side', () => {
    const deleted = editRecord(start, [2, 'qingdao'], { live: false });
    expect(classifyIncoming(ours, deleted)).toMatchObject({ class: 'deletedButEdited', withdrawn: false });
    expect(classifyIncoming(deleted, ours)).toMatchObject({ class: 'deletedButEdited', withdrawn: false });
  });

  it('same: deleted on both sides', () => {
    const here = editRecord(start, [2, 'shandong'], { live: false });
    const there = editRecord(start, [2, 'qingdao'], { live: false });
    expect(classifyIncoming(here, there)).toMatchObject({ class: 'same', withdrawn: false, advances: true });
  });
});

describe('over random histories', { timeout: 120_000 }, () => {
  it('lists exactly what people would see change, and applying twice changes nothing more', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (steps, one, other) => {
        const states = [...play(steps).states.values()][0] ?? [];
        if (states.length === 0) return;
        const local = states[one % states.length]!.record;
        const incoming = states[other % states.length]!.record;
        const examined = classifyIncoming(local, incoming);
        const before = { shown: shownValues(local), conflicts: conflictsOf(local) };
        const after = { shown: shownValues(examined.joined), conflicts: conflictsOf(examined.joined) };
        if (examined.class === 'same') {
          expect(after.shown).toEqual(before.shown);
          expect(after.conflicts.map((conflict) => conflict.field)).toEqual(
            before.conflicts.map((conflict) => conflict.field),
          );
        }
        for (const [field, value] of Object.entries(after.shown.fields)) {
          const was = Object.hasOwn(before.shown.fields, field) ? before.shown.fields[field] : undefined;
          const listed = examined.changes.some((change) => change.field === field && !change.table);
          if (JSON.stringify(was) !== JSON.stringify(value)) expect(listed).toBe(true);
        }
        const again = classifyIncoming(examined.joined, incoming);
        expect(again).toMatchObject({ class: 'same', changes: [], advances: false, joined: examined.joined });
      }),
      RUNS,
    );
  });
});
