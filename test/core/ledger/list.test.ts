import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Application, createApplication } from '../../../electron/core/application.ts';
import type { CallInput, CallOutput } from '../../../shared/contract/contract.ts';
import type { Condition, RecordFilter } from '../../../shared/contract/shapes.ts';
import { project } from '../../../shared/registers/project.ts';
import { projectValues, TestEnvironment } from '../../support/office.ts';

const COUNT = 60;
let base: string;
let application: Application;
const made: { id: string; values: ReturnType<typeof projectValues> }[] = [];

async function call<T>(name: string, input: unknown): Promise<T> {
  const result = await application.dispatch(name, input);
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message}`);
  return result.value as T;
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'taizhang-list-'));
  application = createApplication(new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 11), {
    onEvent: () => {},
    checkOutput: true,
  });
  await call('workspace.create', { path: path.join(base, 'w'), office: '370200', officer: '经办' });
  const next = random(7);
  const some = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  for (let number = 1; number <= COUNT; number += 1) {
    const values = projectValues(number, {
      name: some(['海洋智能感知', '智能制造', 'AI 质检', '量子𠮷通信', '100%_替换\\']) + number,
      leader: some(['甲', '乙', null]),
      startDate: some(['2019', '2020-03', '2020-03-15', '2021']),
      approvalYear: some([2019, 2020, 2021, null]),
      totalFunds: some([0, 100, 120_000_000, null]),
      techField: some([['ai'], ['ai', 'big-data'], ['big-data'], null]),
      stage: some(['in-progress', null]),
    });
    const { id } = await call<{ id: string }>('record.create', { register: 'project', values });
    made.push({ id, values });
  }
});

afterAll(() => {
  application.close();
  rmSync(base, { recursive: true, force: true });
});

async function found(filter: RecordFilter): Promise<string[]> {
  const page = await call<CallOutput<'record.list'>>('record.list', { register: 'project', filter, limit: 1000 });
  const summary = await call<CallOutput<'record.summary'>>('record.summary', { register: 'project', filter });
  expect(summary).toMatchObject({ matching: page.rows.length, total: COUNT });
  return page.rows.map((row) => row.id).sort();
}

function expected(holds: (values: ReturnType<typeof projectValues>) => boolean): string[] {
  return made
    .filter(({ values }) => holds(values))
    .map(({ id }) => id)
    .sort();
}

describe('filters', () => {
  const cases: [string, Condition, (values: ReturnType<typeof projectValues>) => boolean][] = [
    ['is text', { field: 'leader', operator: 'is', value: '甲' }, (v) => v.leader === '甲'],
    [
      'is among codes',
      { field: 'techField', operator: 'is', value: 'ai' },
      (v) => (v.techField as string[] | null)?.includes('ai') ?? false,
    ],
    ['in', { field: 'leader', operator: 'in', value: ['甲', '乙'] }, (v) => v.leader !== null],
    [
      'in among codes',
      { field: 'techField', operator: 'in', value: ['big-data', 'none'] },
      (v) => (v.techField as string[] | null)?.includes('big-data') ?? false,
    ],
    [
      'in whole numbers given as text',
      { field: 'approvalYear', operator: 'in', value: ['2019', '2021'] },
      (v) => v.approvalYear === 2019 || v.approvalYear === 2021,
    ],
    ['contains', { field: 'name', operator: 'contains', value: '智能' }, (v) => String(v.name).includes('智能')],
    [
      'contains signs that LIKE knows',
      { field: 'name', operator: 'contains', value: '%_' },
      (v) => String(v.name).includes('%_'),
    ],
    [
      'contains a backslash',
      { field: 'name', operator: 'contains', value: '\\' },
      (v) => String(v.name).includes('\\'),
    ],
    ['empty', { field: 'leader', operator: 'empty' }, (v) => v.leader === null],
    ['filled', { field: 'leader', operator: 'filled' }, (v) => v.leader !== null],
    ['at least money', { field: 'totalFunds', operator: 'atLeast', value: 100 }, (v) => Number(v.totalFunds) >= 100],
    [
      'at most money',
      { field: 'totalFunds', operator: 'atMost', value: 100 },
      (v) => v.totalFunds !== null && Number(v.totalFunds) <= 100,
    ],
    [
      'at most a year given as text',
      { field: 'approvalYear', operator: 'atMost', value: '2019' },
      (v) => v.approvalYear === 2019,
    ],
    [
      'at least a date',
      { field: 'startDate', operator: 'atLeast', value: '2020-03' },
      (v) => String(v.startDate) >= '2020-03',
    ],
    [
      'at most a whole year',
      { field: 'startDate', operator: 'atMost', value: '2020' },
      (v) => String(v.startDate).slice(0, 4) <= '2020',
    ],
    [
      'at most a month',
      { field: 'startDate', operator: 'atMost', value: '2020-03' },
      (v) => String(v.startDate).slice(0, 7) <= '2020-03',
    ],
    ['is nothing given', { field: 'leader', operator: 'is' }, () => false],
    ['state', { field: '$state', operator: 'is', value: 'draft' }, () => true],
  ];
  it.each(cases)('%s', async (_, condition, holds) => {
    expect(await found({ conditions: [condition] })).toEqual(expected(holds));
  });

  it.each(['量', '𠮷', '智能', 'ai', 'ＡＩ', '海洋 感知', '100%', '_', '不存在'])('search %s', async (search) => {
    const fold = (text: string) => text.normalize('NFKC').toLowerCase();
    const words = fold(search).split(/\s+/u);
    expect(await found({ search })).toEqual(
      expected((v) =>
        words.every((word) => fold(`${v.name}\n${v.number}\n${v.leadUnit}\n${v.leader ?? ''}`).includes(word)),
      ),
    );
  });

  it('by state, owner, marks and ids', async () => {
    const [first] = made;
    expect(await found({ states: ['submitted'] })).toEqual([]);
    expect(await found({ owners: ['370100'] })).toEqual([]);
    expect(await found({ owners: ['370200'], conflicted: false, changed: false })).toHaveLength(COUNT);
    expect(await found({ ids: [first?.id ?? '', 'project-none'] })).toEqual([first?.id]);
    const faulty = async (severity: 'error' | 'warning' | 'hint') => {
      const { problems } = await call<CallOutput<'check.run'>>('check.run', {
        period: '2020Q2',
        severity,
        limit: 5000,
      });
      return [...new Set(problems.map((problem) => problem.record ?? ''))].sort();
    };
    for (const severity of ['error', 'warning', 'hint'] as const)
      expect(await found({ problem: severity })).toEqual(await faulty(severity));
    const errors = await found({ problem: 'error' });
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('what a caller names never gets into SQL', () => {
  it.each([
    'constructor',
    '__proto__',
    'toString',
    'name; DROP TABLE project',
    'name) OR 1=1 --',
    '"name"',
    'versions',
    '',
  ])('%s', async (field) => {
    for (const input of [
      { register: 'project', filter: { conditions: [{ field, operator: 'filled' }] } },
      { register: 'project', sort: { field } },
    ]) {
      const result = await application.dispatch('record.list', input);
      expect(result).toMatchObject({ ok: false, error: { code: 'FIELD_UNKNOWN' } });
    }
  });

  it.each(['[{"a":1},"x"]', '[true,"x"]', 'nonsense', '[]', '{"0":null}'])('a cursor of %s', async (after) => {
    expect(await application.dispatch('record.list', { register: 'project', after })).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
  });
});

test('pages cover every row exactly once, by whatever column and page length', async () => {
  const columns = [...project.fields.map((field) => field.key), '$state', '$owner', '$updated', '$id'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...columns),
      fc.boolean(),
      fc.integer({ min: 1, max: 25 }),
      async (field, descending, limit) => {
        const ids: string[] = [];
        const seen: unknown[] = [];
        let after: string | undefined;
        do {
          const query: CallInput<'record.list'> = {
            register: 'project',
            sort: { field, descending },
            limit,
            ...(after ? { after } : {}),
          };
          const page = await call<CallOutput<'record.list'>>('record.list', query);
          ids.push(...page.rows.map((row) => row.id));
          seen.push(...page.rows.map((row) => row.values[field] ?? null));
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(ids.length).toBe(COUNT);
        expect(new Set(ids).size).toBe(COUNT);
        // Empty ones last, whichever the direction.
        const firstEmpty = seen.indexOf(null);
        if (firstEmpty >= 0) expect(seen.slice(firstEmpty).every((value) => value === null)).toBe(true);
        const filled = seen
          .filter((value) => value !== null)
          .map((value) => (Array.isArray(value) ? JSON.stringify(value) : value)) as (string | number)[];
        const inOrder = filled.every(
          (value, index) =>
            index === 0 ||
            (descending
              ? (filled[index - 1] as string) >= (value as string)
              : (filled[index - 1] as string) <= (value as string)),
        );
        expect(inOrder || filled.some((value) => typeof value === 'string' && /[\ud800-\udbff]/.test(value))).toBe(
          true,
        );
      },
    ),
    { numRuns: 150, seed: 42 },
  );
});

test('records are found in every register by one word', async () => {
  const { hits } = await call<CallOutput<'record.find'>>('record.find', { text: '量子', limit: 5 });
  expect(hits.length).toBeLessThanOrEqual(5);
  expect(hits.every((hit) => hit.register === 'project' && hit.title.includes('量子'))).toBe(true);
  expect((await call<CallOutput<'record.find'>>('record.find', { text: '　 ' })).hits).toEqual([]);
});
