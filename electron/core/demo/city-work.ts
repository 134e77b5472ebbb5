import { officeShort } from '../../../shared/codes/offices.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { type DemoOffice, requireOutcome } from './demo-office.ts';
import type { DemoWorld } from './demo-world.ts';
import { inventPerson } from './invented-units.ts';
import { ANSWERS, CORRECTED_PROGRESS, NARRATIVES } from './vocabulary.ts';

const FIVE = 5_000_000;
const WORKBOOKS: Readonly<Record<string, string>> = {
  project: '项目',
  platform: '平台',
  achievement: '成果',
  ip: '知识产权',
  enterprise: '企业',
};

/** A quarter's work before filing: the units' tables, evidence, a few things by hand, narratives. */
export async function collect(world: DemoWorld, city: DemoOffice, quarter: number, narratives: number): Promise<void> {
  const period = `2020Q${quarter}`;
  await city.call('workspace.set-period', { period });
  const harvest = world.harvests.get(city.code)![quarter - 1]!;
  for (const [register, label] of Object.entries(WORKBOOKS)) {
    await city.takeIn(register, harvest[register] ?? [], `${label}填报表${periodLabel(period).replaceAll(' ', '')}`);
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
  const changes = ['leader', 'backbone', 'member'].flatMap((role, index) => {
    const place = { table: 'participants', rowId: `person-${index + 1}` };
    return [
      { ...place, live: true, field: 'name', value: inventPerson(world.random) },
      { ...place, field: 'role', value: role },
      { ...place, field: 'workShare', value: 60 - index * 20 },
    ];
  });
  await city.call('record.edit', { id: row.id, changes });
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
    const text = `${periodLabel(period)}，${officeShort(city.code)}市“${task.title}”工作：${NARRATIVES[(index + Number(city.code) / 100) % NARRATIVES.length]}`;
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
