import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { type DemoOffice, requireOutcome } from './demo-office.ts';
import type { DemoWorld } from './demo-world.ts';
import { inventPerson } from './invented-units.ts';
import { ANSWERS, CORRECTED_PROGRESS, NARRATIVES } from './vocabulary.ts';

const FIVE = 5_000_000;

/** A quarter's work before filing: the units' tables, evidence, a few things by hand, narratives. */
export async function collect(world: DemoWorld, city: DemoOffice, quarter: number, narratives: number): Promise<void> {
  const period = `2020Q${quarter}`;
  await city.call('workspace.set-period', { period });
  const harvest = world.harvests.get(city.code)![quarter - 1]!;
  for (const { id, label } of REGISTERS) {
    await city.takeIn(id, harvest[id] ?? [], `${label}填报表${periodLabel(period).replaceAll(' ', '')}`);
  }
  const drafts = await city.records('project', { states: ['draft'] });
  if (drafts[0]) await proveProject(city, drafts[0]);
  if (drafts[1]) await staffProject(world, city, drafts[1]);
  if (drafts[2]) await explainFunds(city, drafts[2]);
  await narrate(city, period, narratives);
}

async function proveProject(city: DemoOffice, row: RecordRow): Promise<void> {
  const text = `${String(row.values.name)}\r\n演示用的立项批复，不是真实文件。\r\n`;
  await city.call('evidence.attach', {
    id: row.id,
    paths: [city.write(`立项批复_${String(row.values.number)}.txt`, text)],
  });
}

async function staffProject(world: DemoWorld, city: DemoOffice, row: RecordRow): Promise<void> {
  const people = ['leader', 'backbone', 'member'].map((role, index) => ({
    name: inventPerson(world.random),
    role,
    workShare: 60 - index * 20,
  }));
  const [date] = String(row.values.startDate).split('-');
  const tables: Readonly<Record<string, readonly RecordRow['values'][]>> = {
    participants: people,
    budget: budgetOf(Number(row.values.totalFunds ?? 0)),
    indicators: [
      { kind: 'invention', unit: '件', target: 500, achieved: 200 },
      { kind: 'paper', unit: '篇', target: 600, achieved: 400 },
      { kind: 'sales', unit: '万元', target: 200_000, achieved: 30_000 },
    ],
    changes: [
      {
        kind: 'participants',
        grade: 'minor',
        appliedDate: `${date}-11`,
        before: people[1]!.name,
        after: people[2]!.name,
        approvalLevel: 'unit',
        state: 'recorded',
      },
    ],
  };
  const changes = Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((values, index) =>
      Object.entries(values).map(([field, value], place) => ({
        table,
        rowId: `${table}-${index + 1}`,
        field,
        value,
        ...(place === 0 ? { live: true } : {}),
      })),
    ),
  );
  await city.call('record.edit', { id: row.id, changes });
}

/** A budget that adds up to the total, in whole 元. */
function budgetOf(total: number): readonly RecordRow['values'][] {
  const shares = { equipment: 40, materials: 25, testing: 15, labour: 12 };
  const rows = Object.entries(shares).map(([subject, share]) => ({
    subject,
    budgeted: Math.floor((total * share) / 10_000) * 100,
  }));
  const rest = total - rows.reduce((sum, row) => sum + row.budgeted, 0);
  return [...rows, { subject: 'indirect', budgeted: rest }];
}

/** Own funds beyond the task book: a 警示 with its written reason. */
async function explainFunds(city: DemoOffice, row: RecordRow): Promise<void> {
  const other = Number(row.values.otherFunds ?? 0) + FIVE;
  await city.call('record.edit', { id: row.id, changes: [{ field: 'otherFunds', value: other }] });
  await city.call('check.explain', {
    record: row.id,
    rule: 'project.funds-sum',
    reason: '市级配套 5 万元在任务书签订后追加，未列入总经费。',
  });
}

async function narrate(city: DemoOffice, period: string, share: number): Promise<void> {
  const { tasks } = await city.call('narrative.list', { period });
  const written = tasks.slice(0, Math.round(tasks.length * share));
  for (const [index, task] of written.entries()) {
    const text = `${periodLabel(period)}，${OFFICES.shortOf(city.code)}市“${task.title}”工作：${NARRATIVES[(index + Number(city.code) / 100) % NARRATIVES.length]}`;
    await city.call('narrative.save', { period, task: task.task, text });
  }
}

/** Writes a reason for what the checks still ask about, as an officer does before filing. */
async function explainRest(city: DemoOffice): Promise<void> {
  const { rules } = await city.call('check.summary', {});
  for (const { rule, register, severity, open } of rules) {
    if (severity !== 'warning' || open === 0) continue;
    await city.call('check.explain-many', { rule, register, reason: '已与填报单位核对，情况属实。' });
  }
}

/** Writes the filing of a quarter and gives the file to carry. */
export async function file(world: DemoWorld, city: DemoOffice, quarter: number): Promise<string> {
  await explainRest(city);
  const written = await city.call('filing.write', { period: `2020Q${quarter}`, folder: world.carried(quarter) });
  return written.file;
}

/** Takes a reply (or the baseline) in. */
export async function takeReply(city: DemoOffice, path: string): Promise<void> {
  const { packages } = await city.call('receive.examine', { paths: [path] });
  requireOutcome(packages, 'pending');
  const stages = packages.map((one) => one.stage);
  requireOutcome((await city.call('receive.apply', { stages, confirmKeys: true })).packages, 'received');
}

/** Answers the comments and corrects the returned records; `share` of them, the rest stays for the visitor. */
export async function correctReturned(world: DemoWorld, city: DemoOffice, share: number): Promise<void> {
  const { comments } = await city.call('comment.list', { state: 'open' });
  const ordered = comments.sort((one, other) => (one.title < other.title ? -1 : Number(one.title > other.title)));
  for (const thread of ordered.slice(0, Math.floor(ordered.length * share))) {
    const view = await city.call('record.get', { id: thread.record });
    if (!view.editable) continue;
    await city.call('record.edit', { id: thread.record, changes: [correctionOf(thread.field, view.values)] });
    await city.call('comment.answer', { thread: thread.thread, text: world.random.pick(ANSWERS) });
  }
}

function correctionOf(field: string | null, values: RecordRow['values']): { field: string; value: string | number } {
  switch (field) {
    case 'progress':
      return { field, value: CORRECTED_PROGRESS };
    case 'endDate':
      return { field, value: '2022-12' };
    case 'planTask':
      return { field, value: 'T5.1' };
    default:
      return { field: 'remark', value: `${String(values.remark ?? '')}已与任务书、公章核对。` };
  }
}

/** Leaves work undone before the last deadline: wrong check characters and funds that do not add up. */
export async function leaveUnready(city: DemoOffice, errors: number, warnings: number): Promise<void> {
  const drafts = await city.records('project', { states: ['draft'] });
  for (const row of drafts.slice(0, errors)) {
    const code = String(row.values.leadUnitCode);
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    await city.call('record.edit', { id: row.id, changes: [{ field: 'leadUnitCode', value: wrong }] });
  }
  for (const row of drafts.slice(errors, errors + warnings)) {
    const total = Number(row.values.totalFunds ?? 0) + 2 * FIVE;
    await city.call('record.edit', { id: row.id, changes: [{ field: 'totalFunds', value: total }] });
  }
}
