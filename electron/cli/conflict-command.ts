import { type ConflictFilter, conflictTake } from '../../shared/contract/conflict-calls.ts';
import { parseValue } from '../../shared/values/parse-value.ts';
import { type Command, type CommandContext, need, optional, Refused, WrongUsage, whole } from './command.ts';
import { needNamedField, needRegister } from './list-filter.ts';

/** Conflicts asked for at once. */
const PAGE = 1000;

export const conflictCommand: Command = {
  name: 'conflicts',
  usage:
    '[--register R] [--field F [--table T]] [--owner 370200] [--settle all --take ours|theirs|latest|keep [--dry-run]] | --settle ID --field F (--take N | --value TEXT) [--table T --row ROW]',
  summary: '列出同一项内容的不同填法，裁定其中一处，或按一条办法裁定一批。',
  options: {
    register: { type: 'string' },
    owner: { type: 'string' },
    settle: { type: 'string' },
    field: { type: 'string' },
    take: { type: 'string' },
    value: { type: 'string' },
    table: { type: 'string' },
    row: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  workspace: 'open',
  async run(context) {
    const settle = optional(context, 'settle');
    if (settle === undefined) return list(context);
    return settle === 'all' ? settleMany(context) : settleOne(context, settle);
  },
};

function filterOf(context: CommandContext): ConflictFilter {
  const register = optional(context, 'register');
  const [field, table, owner] = ['field', 'table', 'owner'].map((option) => optional(context, option));
  if (table !== undefined && field === undefined) throw new WrongUsage('写了 --table 还要写 --field。');
  return {
    ...(register === undefined ? {} : { register: needRegister(register).id }),
    ...(field === undefined ? {} : { field }),
    ...(table === undefined ? {} : { table }),
    ...(owner === undefined ? {} : { owner }),
  };
}

async function list(context: CommandContext) {
  const filter = filterOf(context);
  const conflicts = [];
  let page = await context.call('conflict.list', { ...filter, limit: PAGE });
  while (page.conflicts.length > 0) {
    conflicts.push(...page.conflicts);
    if (conflicts.length >= page.total) break;
    page = await context.call('conflict.list', { ...filter, offset: conflicts.length, limit: PAGE });
  }
  const documents = conflicts.map((one) => ({
    id: one.id,
    register: one.register,
    owner: one.owner,
    field: one.field,
    ...(one.table ? { table: one.table, rowId: one.rowId, row: one.row } : {}),
    label: one.label,
    ...(one.bar === null ? {} : { bar: one.bar }),
    values: one.values.map(({ value, shown, office, officer, at }) => ({ value, shown, office, officer, at })),
  }));
  return {
    document: { conflicts: documents, total: page.total },
    lines: conflicts.flatMap((one) => [
      `${one.id} ${one.title}：${one.label}（${one.field}）${one.row ? `，${one.row}` : ''}`,
      ...one.values.map((value, index) => `  ${index}  ${value.shown}  ${value.office} ${value.officer} ${value.at}`),
    ]),
  };
}

async function settleMany(context: CommandContext) {
  const filter = filterOf(context);
  const take = conflictTake.safeParse(need(context, 'take'));
  if (!take.success) throw new WrongUsage('按一批裁定时，--take 应为 ours、theirs、latest 或 keep。');
  const leftLines = (left: readonly { reason: string; count: number }[]) =>
    left.map(({ reason, count }) => `留下 ${count} 处：${reason}`);
  if (context.options['dry-run']) {
    const { takes } = await context.call('conflict.preview', filter);
    const preview = takes.find((one) => one.take === take.data)!;
    const line = `将裁定 ${preview.settles} 处（${preview.records} 条记录），其中 ${preview.changes} 处换成别的值`;
    return { document: { ...preview, dryRun: true }, lines: [line, ...leftLines(preview.left)] };
  }
  const done = await context.call('conflict.settle-many', { ...filter, take: take.data });
  const { act, settled, records, left } = done;
  return {
    document: { act, take: take.data, settled, records, left },
    lines: [`已裁定 ${settled} 处（${records} 条记录）`, ...leftLines(left)],
  };
}

async function settleOne(context: CommandContext, id: string) {
  const field = need(context, 'field');
  const text = optional(context, 'value');
  const table = optional(context, 'table');
  const place = { id, field, table, rowId: optional(context, 'row') };
  if (text === undefined) {
    const { act } = await context.call('conflict.settle', { ...place, take: whole(context, 'take', -1) });
    return { document: { id, field, act }, lines: [`已裁定 ${id}`] };
  }
  const register = needRegister((await context.call('record.get', { id })).register);
  const declared = table
    ? register.tables.find((one) => one.key === table)?.fields.find((one) => one.key === field)
    : needNamedField(register, field);
  const parsed = declared && parseValue(declared, text);
  if (!parsed?.ok) throw new Refused({ code: 'VALUE_INVALID', message: parsed?.message ?? `没有“${field}”这一项。` });
  const { act } = await context.call('conflict.settle', { ...place, value: parsed.value });
  return { document: { id, field, act }, lines: [`已裁定 ${id}`] };
}
