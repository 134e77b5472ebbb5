import { registerById } from '../../shared/registers/registers.ts';
import { type Command, type CommandContext, type Outcome, optional, several, WrongUsage, whole } from './command.ts';
import { needRegister } from './list-filter.ts';

/** 结转: from a former ledger with `--from`, else a new year on the records that are here. */
export const carryCommand: Command = {
  name: 'carry',
  usage: '[--from PATH] [--register ID]… [--year 2021] [--keep-figures] [--all] [--fill] [--unlock] [--dry-run]',
  summary: '结转：把往年台账的记录作为今年的起点（--from），或在本台账里转入新年度。',
  options: {
    from: { type: 'string' },
    register: { type: 'string', multiple: true },
    year: { type: 'string' },
    'keep-figures': { type: 'boolean' },
    all: { type: 'boolean' },
    fill: { type: 'boolean' },
    unlock: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  workspace: 'open',
  async run(context) {
    const registers = several(context, 'register').map((id) => needRegister(id).id);
    const year = whole(context, 'year', context.environment.now().getFullYear());
    if (year < 2000 || year > 2100) throw new WrongUsage('--year 应为四位年份。');
    const figures = context.options['keep-figures'] ? ('keep' as const) : ('empty' as const);
    const from = optional(context, 'from');
    return from ? fromFormer(context, from, { registers, year, figures }) : here(context, { registers, year, figures });
  },
};

interface Choice {
  readonly registers: readonly string[];
  readonly year: number;
  readonly figures: 'empty' | 'keep';
}

async function fromFormer(context: CommandContext, from: string, choice: Choice): Promise<Outcome> {
  const staged = await context.call('carry.stage', { path: context.path(from) });
  const lines = staged.registers.map(
    (one) =>
      `${labelOf(one.register)} 共 ${one.total} 条，未结束 ${one.ongoing} 条，新增 ${one.new} 条，相同 ${one.same} 条，不同 ${one.changed} 条`,
  );
  if (context.options['dry-run']) return { document: staged, lines };
  const registers = choice.registers.length > 0 ? choice.registers : staged.registers.map((one) => one.register);
  if (registers.length === 0) return { document: staged, lines: ['往年台账里没有本单位的记录'] };
  const carried = await context.call('carry.apply', {
    ...choice,
    stage: staged.stage,
    registers: [...registers],
    ongoingOnly: context.options.all !== true,
    existing: context.options.fill ? 'fill' : 'leave',
  });
  return {
    document: carried,
    lines: [
      `已结转 ${carried.created} 条，补填 ${carried.filled} 条，未动 ${carried.left} 条，佐证材料 ${carried.evidence} 份`,
    ],
  };
}

async function here(context: CommandContext, choice: Choice): Promise<Outcome> {
  const { registers } = await context.call('carry.figures-due', { year: choice.year });
  const due = registers.filter((one) => choice.registers.length === 0 || choice.registers.includes(one.register));
  const lines = due.map((one) => `${labelOf(one.register)} 待结转 ${one.due} 条，其中已通过 ${one.locked} 条`);
  if (context.options['dry-run']) return { document: { registers: due }, lines };
  const opened = await context.call('carry.figures', {
    ...choice,
    registers: due.map((one) => one.register),
    unlock: context.options.unlock === true,
  });
  return { document: opened, lines: [`已转入 ${choice.year} 年：${opened.opened} 条，未动 ${opened.left} 条`] };
}

function labelOf(register: string): string {
  return registerById(register)?.label ?? register;
}
