import type { Values } from '../../shared/contract/shapes.ts';
import { reasonLabel } from '../../shared/similar/similar-reason.ts';
import { parseValue } from '../../shared/values/parse-value.ts';
import { type Command, need, needWords, Refused, repeated, WrongUsage, whole } from './command.ts';
import { needNamedField, needRegister } from './list-filter.ts';

const similar: Command = {
  name: 'similar',
  usage: '--register ID [--limit N] | --distinct ID ID',
  summary: '列出一类台账里疑似同一条的记录，或记下两条不是同一条。',
  options: { register: { type: 'string' }, limit: { type: 'string' }, distinct: { type: 'boolean' } },
  workspace: 'open',
  async run(context) {
    if (context.options.distinct) {
      const [one, other] = needWords(context, 2, '两条记录的编号');
      await context.call('similar.distinct', { one: one!, other: other! });
      return { document: { one, other, distinct: true }, lines: ['已记下：不是同一条'] };
    }
    const register = needRegister(need(context, 'register'));
    const found = await context.call('similar.list', { register: register.id, limit: whole(context, 'limit', 200) });
    const pairs = found.pairs.map(({ one, other, title, otherTitle, ...pair }) => ({
      one: one.id,
      other: other.id,
      title,
      otherTitle,
      ...pair,
    }));
    return {
      document: { pairs, total: found.total, compared: found.compared, distinct: found.distinct },
      lines: [
        ...pairs.map(
          (pair) => `${reasonLabel(pair.reason)}  ${pair.one} ${pair.title}  ${pair.other} ${pair.otherTitle}`,
        ),
        `疑似同一条 ${found.total} 对，比较了 ${found.compared} 条`,
      ],
    };
  },
};

const merge: Command = {
  name: 'merge',
  usage: 'SURVIVOR OTHER [--take FIELD=VALUE]…',
  summary: '把两条记录合并为一条：留下前一条，后一条撤回并注明并入。',
  options: { take: { type: 'string', multiple: true } },
  workspace: 'open',
  async run(context) {
    const [survivor, other] = needWords(context, 2, '两条记录的编号');
    const view = await context.call('record.get', { id: survivor! });
    const register = needRegister(view.register);
    const values: Values = {};
    for (const assignment of repeated(context, 'take')) {
      const at = assignment.indexOf('=');
      if (at < 1) throw new WrongUsage(`“${assignment}”应写成 字段=值。`);
      const field = needNamedField(register, assignment.slice(0, at));
      const parsed = parseValue(field, assignment.slice(at + 1), { owner: view.owner });
      if (!parsed.ok) throw new Refused({ code: 'VALUE_INVALID', message: `“${field.label}”：${parsed.message}` });
      values[field.key] = parsed.value;
    }
    const { act, label, followed } = await context.call('record.merge', { survivor: survivor!, other: other!, values });
    return { document: { survivor, other, act, label, followed }, lines: [`已合并，${followed} 条引用随之改写`] };
  },
};

export const similarCommands: readonly Command[] = [similar, merge];
