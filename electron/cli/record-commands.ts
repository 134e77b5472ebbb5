import type { CallOutput } from '../../shared/contract/contract.ts';
import type { RecordRow } from '../../shared/contract/shapes.ts';
import type { ErrorDetail } from '../../shared/errors.ts';
import type { Register } from '../../shared/registers/register.ts';
import { STATE_LABELS } from '../../shared/status/state-labels.ts';
import { formatValue } from '../../shared/values/format-value.ts';
import { parseValue } from '../../shared/values/parse-value.ts';
import {
  type Command,
  type CommandContext,
  need,
  needPeriod,
  needWords,
  optional,
  periodIn,
  Refused,
  repeated,
  WrongUsage,
  whole,
} from './command.ts';
import { needNamedField, needRegister, parseListFilter } from './list-filter.ts';
import { textTable } from './text-table.ts';

const PAGE = 1000;

/** A row as the command line gives it: marks and stored values side by side. Money is in 分, as stored. */
export function flatRow(row: RecordRow): Record<string, unknown> {
  const { id, owner, state, changed, conflicted, locked, openComments, values } = row;
  const marks = { id, owner, filingState: state, changed, conflicted, locked, openComments };
  const fields = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...marks, ...Object.fromEntries(fields) };
}

const list: Command = {
  name: 'list',
  usage: '--register ID [--filter FIELD=VALUE]… [--limit N] [--after NEXT]',
  summary: '列出一类台账的记录，按编号排列；金额单位为分。',
  options: {
    register: { type: 'string' },
    filter: { type: 'string', multiple: true },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    const register = needRegister(need(context, 'register'));
    const filter = parseListFilter(register, repeated(context, 'filter'));
    const limit = whole(context, 'limit', Number.MAX_SAFE_INTEGER);
    const rows: RecordRow[] = [];
    let next: string | null = optional(context, 'after') ?? null;
    do {
      const page: CallOutput<'record.list'> = await context.call('record.list', {
        register: register.id,
        filter,
        limit: Math.max(1, Math.min(PAGE, limit - rows.length)),
        ...(next ? { after: next } : {}),
      });
      rows.push(...page.rows);
      next = page.next;
    } while (next !== null && rows.length < limit);
    return { document: { rows: rows.map(flatRow), next }, lines: tableOf(register, rows) };
  },
};

function tableOf(register: Register, rows: readonly RecordRow[]): string[] {
  const columns = register.fields.filter((field) => field.listColumn !== undefined).slice(0, 5);
  const heading = ['编号', '单位', '状态', ...columns.map((field) => field.label)];
  const body = rows.map((row) => [
    row.id,
    row.owner,
    STATE_LABELS[row.state],
    ...columns.map((field) => formatValue(field, row.values[field.key])),
  ]);
  return [...textTable([heading, ...body]), `共 ${rows.length} 条`];
}

const show: Command = {
  name: 'show',
  usage: 'ID',
  summary: '显示一条记录的全部内容、问题和审核意见。',
  options: {},
  workspace: 'open',
  async run(context) {
    const [id] = needWords(context, 1, '记录编号');
    const view = await context.call('record.get', { id: id! });
    const register = needRegister(view.register);
    const fields = register.fields
      .filter((field) => view.values[field.key] !== undefined && view.values[field.key] !== null)
      .map((field) => [field.label, formatValue(field, view.values[field.key])]);
    const comments = view.comments.flatMap((thread) =>
      thread.entries.map((entry) => `意见 ${thread.field ?? '整条'}：${entry.text}`),
    );
    return {
      document: view,
      lines: [
        `${view.title}（${STATE_LABELS[view.state]}）`,
        ...textTable(fields),
        ...view.problems.map((one) => `问题：${one.message}`),
        ...comments,
      ],
    };
  },
};

const set: Command = {
  name: 'set',
  usage: 'ID FIELD=VALUE…',
  summary: '修改一条记录的几项内容；金额按万元填写，留空即清除。',
  options: {},
  workspace: 'open',
  async run(context) {
    const [id, ...assignments] = needWords(context, 2, '要修改的内容');
    const { owner, register: registerId } = await context.call('record.get', { id: id! });
    const register = needRegister(registerId);
    const details: ErrorDetail[] = [];
    const changes = assignments.map((assignment) => {
      const at = assignment.indexOf('=');
      if (at < 1) throw new WrongUsage(`“${assignment}”应写成 字段=值。`);
      const field = needNamedField(register, assignment.slice(0, at));
      const parsed = parseValue(field, assignment.slice(at + 1), { owner });
      if (parsed.ok) return { field: field.key, value: parsed.value };
      details.push({
        code: parsed.code,
        field: field.key,
        record: id!,
        message: `“${field.label}”：${parsed.message}`,
      });
      return { field: field.key, value: null };
    });
    if (details.length > 0)
      throw new Refused({ code: 'VALUE_INVALID', message: '有内容不符合要求，没有写入。', details });
    const { act, label } = await context.call('record.edit', { id: id!, changes });
    return { document: { id, act, label }, lines: [`已修改 ${id}`] };
  },
};

const remove: Command = {
  name: 'delete',
  usage: 'ID… [--reason TEXT]',
  summary: '撤回（删除）记录。',
  options: { reason: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const ids = [...needWords(context, 1, '记录编号')];
    const { act, label } = await context.call('record.delete', { ids, reason: optional(context, 'reason') });
    return { document: { deleted: ids.length, ids, act, label }, lines: [`已撤回 ${ids.length} 条`] };
  },
};

const check: Command = {
  name: 'check',
  usage: '[--period 2020Q2] [--register ID]',
  summary: '校验全部记录，列出错误、警示和提示。列出即完成，有错误时也以 0 结束。',
  options: { period: { type: 'string' }, register: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const period = periodIn(context, 'period') ?? (await presentPeriod(context));
    const result = await context.call('check.run', { period, register: optional(context, 'register'), limit: 5000 });
    const { errors, warnings, explained, hints, problems } = result;
    const kinds = { error: '错误', warning: '警示', hint: '提示' } as const;
    return {
      document: { errors, warnings, explained, hints, problems },
      lines: [
        ...textTable(problems.map((one) => [kinds[one.severity], one.record ?? '', one.title ?? '', one.message])),
        `错误 ${errors} 处，警示 ${warnings} 处（另有 ${explained} 处已说明），提示 ${hints} 处`,
      ],
    };
  },
};

const explain: Command = {
  name: 'explain',
  usage: 'ID --rule RULE --reason TEXT',
  summary: '为一处警示填写说明。',
  options: { rule: { type: 'string' }, reason: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const [record] = needWords(context, 1, '记录编号');
    const { act } = await context.call('check.explain', {
      record: record!,
      rule: need(context, 'rule'),
      reason: need(context, 'reason'),
    });
    return { document: { id: record, act }, lines: ['已填写说明'] };
  },
};

const narrate: Command = {
  name: 'narrate',
  usage: '--period 2020Q2 (--task T2.a --text TEXT | --nil REGISTER --text REASON)',
  summary: '写一项任务的进展，或一类台账的零报告原因。',
  options: { period: { type: 'string' }, task: { type: 'string' }, nil: { type: 'string' }, text: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const period = needPeriod(context);
    const text = need(context, 'text');
    const nil = optional(context, 'nil');
    const { act } = nil
      ? await context.call('narrative.save-nil', { period, registers: [nil], reason: text })
      : await context.call('narrative.save', { period, task: need(context, 'task'), text });
    return { document: { period, act }, lines: ['已保存'] };
  },
};

/** The period the workspace works in. */
export async function presentPeriod(context: CommandContext): Promise<string> {
  const { opened } = await context.call('workspace.state', {});
  return opened?.period ?? '';
}

export const recordCommands: readonly Command[] = [check, list, show, set, remove, explain, narrate];
