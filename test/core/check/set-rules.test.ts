import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SET_RULES } from '../../../shared/check/set-rules.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

const PERIOD = '2020Q2';
const CODE = '91350100M000100Y43';

type Values = Record<string, string | number | string[] | null>;

/** What each record bears by what is shown of it. */
async function marks(office: TestOffice): Promise<string[]> {
  const { problems } = await office.call('check.run', { period: PERIOD, limit: 5000 });
  return problems.map((one) => `${one.record} ${one.rule} ${one.field} ${one.severity}`).sort();
}

async function rulesAt(office: TestOffice, id: string): Promise<string[]> {
  const { problems } = await office.call('record.get', { id });
  const known = new Set(SET_RULES.map((rule) => rule.id));
  return problems.map((one) => one.rule).filter((rule) => known.has(rule));
}

function achievement(number: number, more: Values = {}): Values {
  return {
    name: `成果 ${number}`,
    completedDate: '2020-05',
    leadUnit: `单位 ${number}`,
    techField: ['ai'],
    ...more,
  };
}

const ip = (number: number, more: Values = {}): Values => ({
  name: `专利 ${number}`,
  kind: 'other',
  state: 'applied',
  holder: `单位 ${number}`,
  techField: ['ai'],
  ...more,
});

/** For each rule over several records: two records that break it, and a change of the second that keeps it. */
const CASES: readonly {
  readonly rule: string;
  readonly first: readonly [string, Values];
  readonly second: readonly [string, Values];
  readonly keeps: Values;
  /** How many of the two are marked; both unless said otherwise. */
  readonly marked?: number;
}[] = [
  {
    rule: 'project.duplicate',
    first: ['project', projectValues(1)],
    second: ['project', projectValues(2, { number: '2020CXGC010001' })],
    keeps: { number: '2020CXGC010002' },
  },
  {
    rule: 'project.leader-load',
    first: ['project', projectValues(1, { leader: '甲', stage: 'running' })],
    second: ['project', projectValues(2, { leader: '甲', stage: 'running' })],
    keeps: { stage: 'concluded' },
  },
  {
    rule: 'project.leader-innovation',
    first: ['project', projectValues(1, { leader: '甲', approvalYear: 2020 })],
    second: ['project', projectValues(2, { leader: '甲', approvalYear: 2020 })],
    keeps: { approvalYear: 2021 },
  },
  {
    rule: 'project.unit-innovation',
    first: ['project', projectValues(1, { leadUnitCode: CODE, unitNature: 'enterprise', approvalYear: 2020 })],
    second: ['project', projectValues(2, { leadUnitCode: CODE, unitNature: 'enterprise', approvalYear: 2020 })],
    keeps: { programme: 'municipal' },
  },
  {
    rule: 'project.similar-name',
    first: ['project', projectValues(1, { name: '基站（一期）研究' })],
    second: ['project', projectValues(2, { name: '基站(一期)-研究' })],
    keeps: { name: '基站二期研究' },
  },
  {
    rule: 'achievement.sourceProject.unknown',
    first: ['project', projectValues(1)],
    second: ['achievement', achievement(1, { sourceProject: '2020CXGC010009' })],
    keeps: { sourceProject: '2020CXGC010001' },
    marked: 1,
  },
  {
    rule: 'unit.spelling',
    first: ['project', projectValues(1, { leadUnit: '示例公司', leadUnitCode: CODE })],
    second: ['achievement', achievement(1, { leadUnit: '示例有限公司', leadUnitCode: CODE })],
    keeps: { leadUnit: '示例公司' },
  },
  {
    rule: 'unit.code-differs',
    first: ['project', projectValues(1, { leadUnit: '示例公司', leadUnitCode: CODE })],
    second: ['ip', ip(1, { holder: '示例公司', holderCode: '91370200MA00000001' })],
    keeps: { holderCode: '无' },
  },
  {
    rule: 'item.alliance-platform',
    first: ['platform', { name: '区块链产业联盟', kind: 'alliance', hostUnit: '甲', techField: ['blockchain'] }],
    second: ['alliance', { name: '区块链产业联盟' }],
    keeps: { name: '人工智能产业联盟' },
  },
  {
    rule: 'item.standard-ip',
    first: ['ip', ip(1, { number: 'GB/T 40000-2021' })],
    second: ['standard', { name: '示例标准', number: 'GB/T 40000-2021' }],
    keeps: { number: 'GB/T 40001-2021' },
  },
  {
    rule: 'item.project-pilot',
    first: ['project', projectValues(1, { name: '智慧港口示范' })],
    second: ['pilot', { name: '智慧港口示范' }],
    keeps: { name: '智慧园区示范' },
  },
];

describe('rules over several records', () => {
  it('have a case each, those of every register by one of its kind', () => {
    const kindOf = (id: string) =>
      id
        .replace(/^[a-z]+\.(duplicate|similar-name)$/, 'project.$1')
        .replace(/^[a-z]+\.\w+\.unknown$/, 'achievement.sourceProject.unknown');
    expect([...new Set(SET_RULES.map((rule) => kindOf(rule.id)))].sort()).toEqual(CASES.map((one) => one.rule).sort());
  });

  it.each(CASES.map((one) => [one.rule, one] as const))(
    '%s comes and goes with the other record',
    async (rule, one) => {
      const office = await TestOffice.create(temporaryFolder(), '370200');
      const create = async ([register, values]: readonly [string, Values]) =>
        (await office.call('record.create', { register, values })).id;
      const first = await create(one.first);
      expect(await rulesAt(office, first)).not.toContain(rule);
      const second = await create(one.second);
      const both = async () =>
        [(await rulesAt(office, first)).includes(rule), (await rulesAt(office, second)).includes(rule)].filter(Boolean)
          .length;
      const marked = one.marked ?? 2;
      expect(await both()).toBe(marked);
      const set = async (values: Values) => {
        const changes = Object.entries(values).map(([field, value]) => ({ field, value }));
        await office.call('record.edit', { id: second, changes });
      };
      await set(one.keeps);
      expect(await both()).toBe(0);
      await office.call('act.undo', {});
      expect(await both()).toBe(marked);
      const incremental = await marks(office);
      await office.call('check.start', {});
      expect(await marks(office)).toEqual(incremental);
      await office.call('record.delete', { ids: [second] });
      expect(await rulesAt(office, first)).not.toContain(rule);
    },
  );

  it('name the other record, and mark a rare spelling rather than the usual one', async () => {
    const office = await TestOffice.create(temporaryFolder(), '370200');
    const create = async (number: number, leadUnit: string) =>
      (
        await office.call('record.create', {
          register: 'project',
          values: projectValues(number, { leadUnit, leadUnitCode: CODE }),
        })
      ).id;
    const usual = [await create(1, '示例公司'), await create(2, '示例公司')];
    const rare = await create(3, '示例公司（青岛）');
    expect(await rulesAt(office, usual[0]!)).toEqual([]);
    const { problems } = await office.call('record.get', { id: rare });
    const spelling = problems.find((one) => one.rule === 'unit.spelling');
    expect(spelling).toMatchObject({
      severity: 'warning',
      field: 'leadUnit',
      source: 'GB 32100-2015（一个主体一个代码）',
    });
    expect(spelling!.others!.map((other) => other.record).sort()).toEqual([...usual].sort());
  });

  it('are found anew by a full check, whatever the marks were', async () => {
    const office = await TestOffice.create(temporaryFolder(), '370200');
    await paste(office, 'project', [
      projectValues(1, { leadUnit: '甲公司', leadUnitCode: CODE, leader: '甲', stage: 'running', approvalYear: 2020 }),
      projectValues(1, { leadUnit: '甲公司', leadUnitCode: CODE, leader: '甲', stage: 'running', approvalYear: 2020 }),
      projectValues(2, { leadUnit: '乙公司', leadUnitCode: CODE, leader: '乙', stage: 'running', approvalYear: 2020 }),
    ]);
    await paste(office, 'achievement', [achievement(1, { sourceProject: '2020CXGC010009' }), achievement(2)]);
    const right = await marks(office);
    const counted = countsOf(office.folder);
    const kinds = new Set(right.map((one) => one.split(' ')[1]));
    for (const rule of [
      'project.duplicate',
      'project.leader-load',
      'unit.spelling',
      'achievement.sourceProject.unknown',
    ])
      expect(kinds).toContain(rule);
    const nothing = 'UPDATE project SET errors = 0, warnings = 0, problems = NULL; DELETE FROM problem_count';
    for (const wrong of [
      `DELETE FROM set_problem; ${nothing}; UPDATE achievement SET errors = 0, warnings = 0, problems = NULL`,
      "INSERT INTO set_problem SELECT 'project.leader-load', owner, 'x', '', id, 'leader' FROM project",
      "INSERT INTO set_problem SELECT rule, owner, group_key, value, (SELECT id FROM project WHERE number LIKE '%2'), field FROM set_problem WHERE rule = 'project.duplicate' LIMIT 1",
    ]) {
      const open = new Sqlite(path.join(office.folder, 'taizhang.db'));
      open.exec(wrong);
      open.close();
      await office.call('check.start', {});
      expect(await marks(office)).toEqual(right);
      expect(countsOf(office.folder)).toEqual(counted);
    }
  });

  it('find by small steps what a full check finds, whatever is done', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const office = await TestOffice.create(folder, '370200');
    const units = ['甲公司', '乙公司', '丙公司'];
    const codes = ['A1', 'A2', '无', null];
    const values = fc.record({
      register: fc.constantFrom('project', 'achievement', 'ip'),
      number: fc.integer({ min: 1, max: 4 }),
      unit: fc.constantFrom(...units),
      code: fc.constantFrom(...codes),
      leader: fc.constantFrom('甲', '乙'),
      source: fc.integer({ min: 1, max: 6 }),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), values }) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('paste' as const),
          register: fc.constantFrom('project', 'achievement', 'ip'),
          block: fc.array(values, { minLength: 2, maxLength: 6 }),
        }),
      },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), at: fc.nat(40), values }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.nat(40) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('back' as const),
          call: fc.constantFrom('act.undo' as const, 'act.redo' as const),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('explain' as const) }) },
    );
    const of = (given: {
      register: string;
      number: number;
      unit: string;
      code: string | null;
      leader: string;
      source: number;
    }): Values => {
      const source = `2020CXGC01000${given.source}`;
      if (given.register === 'project')
        return projectValues(given.number, {
          leadUnit: given.unit,
          leadUnitCode: given.code,
          leader: given.leader,
          stage: 'running',
          approvalYear: 2020,
        });
      if (given.register === 'ip')
        return ip(given.number, { holder: given.unit, holderCode: given.code, sourceProject: source });
      return achievement(given.number, { leadUnit: given.unit, leadUnitCode: given.code, sourceProject: source });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        for (const one of steps) {
          const ids = (await Promise.all(['project', 'achievement', 'ip'].map((register) => office.list(register))))
            .flat()
            .map((row) => row.id);
          if (one.kind === 'create')
            await office.call('record.create', { register: one.values.register, values: of(one.values) });
          else if (one.kind === 'paste')
            await paste(
              office,
              one.register,
              one.block.map((row) => of({ ...row, register: one.register })),
            );
          else if (one.kind === 'back') await office.call(one.call, {}).catch(() => undefined);
          else if (one.kind === 'explain') {
            const { rules } = await office.call('check.summary', {});
            const open = rules.find((rule) => rule.severity === 'warning' && rule.open > 0);
            if (open)
              await office.call('check.explain-many', { rule: open.rule, register: open.register, reason: '属实' });
          } else if (ids.length > 0) {
            const id = ids[one.at % ids.length]!;
            if (one.kind === 'delete') await office.call('record.delete', { ids: [id] });
            else {
              const changes = Object.entries(of({ ...one.values, register: id.split('-')[0]! })).map(
                ([field, value]) => ({ field, value }),
              );
              await office.call('record.edit', { id, changes });
            }
          }
        }
        const before = await marks(office);
        const counted = countsOf(office.folder);
        expect(counted.kept).toEqual(counted.counted);
        await office.call('check.start', {});
        expect(await marks(office)).toEqual(before);
        expect(countsOf(office.folder)).toEqual(counted);
      }),
      { numRuns: 60 },
    );
  });
});

/** Adds several records in one act. */
async function paste(office: TestOffice, register: string, rows: readonly Values[]): Promise<void> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const declared = registerById(register)!;
  const texts = rows.map((row) => fields.map((key) => formatValue(findField(declared, key)!, row[key] ?? null)));
  const { added } = await office.call('cells.write', {
    register,
    ids: [],
    add: rows.length,
    fields,
    source: { texts },
    skipBad: true,
    verb: '粘贴',
  });
  expect(added).toBe(rows.length);
}

/** The problems counted as kept, and counted anew out of the rows. */
function countsOf(folder: string): { kept: unknown; counted: unknown } {
  const database = new Sqlite(path.join(folder, 'taizhang.db'), { readonly: true });
  try {
    const kept = database
      .prepare(
        'SELECT register, rule, severity, explained, count FROM problem_count WHERE count <> 0 ORDER BY 1, 2, 3, 4',
      )
      .all();
    const counted = database
      .prepare(
        `${['achievement', 'ip', 'project']
          .map(
            (register) =>
              `SELECT '${register}' AS register, problem.value ->> 'rule' AS rule, problem.value ->> 'severity' AS severity, coalesce(problem.value ->> 'explained', 0) AS explained, count(*) AS count FROM ${register}, json_each(${register}.problems) AS problem GROUP BY 1, 2, 3, 4`,
          )
          .join(' UNION ALL ')} ORDER BY 1, 2, 3, 4`,
      )
      .all();
    return { kept, counted };
  } finally {
    database.close();
  }
}
