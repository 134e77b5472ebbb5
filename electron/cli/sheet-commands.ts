import type { CellProblem } from '../../shared/contract/sheet-calls.ts';
import { type Command, type CommandContext, need, needWords, optional } from './command.ts';
import { textTable } from './text-table.ts';

type MoneyUnit = '元' | '千元' | '万元' | '亿元';

const PAGE = 500;

const importXlsx: Command = {
  name: 'import-xlsx',
  usage: '--register ID FILE [--dry-run] [--sheet NAME] [--heading-row N] [--money-unit 万元]',
  summary: '装入表格（xlsx、xls、csv）。有错误单元格时全部列出，什么也不写入。',
  options: {
    register: { type: 'string' },
    'dry-run': { type: 'boolean' },
    sheet: { type: 'string' },
    'heading-row': { type: 'string' },
    'money-unit': { type: 'string' },
  },
  workspace: 'open',
  async run(context) {
    const [file] = needWords(context, 1, '表格文件');
    const headingRow = optional(context, 'heading-row');
    const staged = await context.call('import.stage', {
      register: need(context, 'register'),
      path: context.path(file!),
      sheet: optional(context, 'sheet'),
      moneyUnit: optional(context, 'money-unit') as MoneyUnit | undefined,
      ...(headingRow ? { headingRow: Number(headingRow) } : {}),
    });
    const { stage, counts } = staged;
    const problems = counts.errors + counts.warnings > 0 || counts.bad > 0 ? await problemsOf(context, stage) : [];
    const bad = counts.bad > 0;
    const refusal = bad
      ? { error: { code: 'SHEET_BAD_CELLS', message: `有 ${counts.bad} 行不符合要求，没有写入。请改正后再装入。` } }
      : {};
    if (bad || context.options['dry-run']) {
      await context.call('import.discard', { stage });
      const would = bad
        ? { created: 0, updated: 0, unchanged: 0 }
        : { created: counts.new, updated: counts.changed, unchanged: counts.same };
      return {
        document: { ...refusal, ...would, problems },
        lines: [...report(would, bad, true), ...problemLines(problems)],
        refused: bad,
      };
    }
    const { created, updated, unchanged } = await context.call('import.apply', { stage });
    const done = { created, updated, unchanged };
    return { document: { ...done, problems }, lines: [...report(done, false, false), ...problemLines(problems)] };
  },
};

async function problemsOf(context: CommandContext, stage: string): Promise<CellProblem[]> {
  const problems: CellProblem[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await context.call('import.rows', { stage, offset, limit: PAGE });
    for (const row of rows) problems.push(...row.problems);
    if (rows.length === 0 || offset + PAGE >= total) break;
  }
  return problems;
}

function report(counts: { created: number; updated: number; unchanged: number }, bad: boolean, dry: boolean): string[] {
  if (bad) return ['有不符合要求的单元格，没有写入：'];
  const { created, updated, unchanged } = counts;
  return [`${dry ? '试装' : '已装入'}：新增 ${created} 条，更新 ${updated} 条，相同 ${unchanged} 条。`];
}

function problemLines(problems: readonly CellProblem[]): string[] {
  return textTable(
    problems.map((one) => [`${one.column}${one.row}`, one.severity === 'error' ? '错误' : '警示', one.message]),
  );
}

const exportXlsx: Command = {
  name: 'export-xlsx',
  usage: '--register ID OUT | --all OUT',
  summary: '导出一类或全部台账为 xlsx。',
  options: { register: { type: 'string' }, all: { type: 'boolean' } },
  workspace: 'open',
  async run(context) {
    const [out] = needWords(context, 1, '导出文件');
    const target = context.path(out!);
    const written = context.options.all
      ? await context.call('export.all', { path: target })
      : await context.call('export.register', { register: need(context, 'register'), path: target });
    return {
      document: { file: written.path, rows: written.rows },
      lines: [`已导出 ${written.rows} 行：${written.path}`],
    };
  },
};

const template: Command = {
  name: 'template',
  usage: '--register ID OUT',
  summary: '写出一类台账的空白填报表。',
  options: { register: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const [out] = needWords(context, 1, '模板文件');
    const { path } = await context.call('export.template', {
      register: need(context, 'register'),
      path: context.path(out!),
    });
    return { document: { file: path }, lines: [`已写出填报表：${path}`] };
  },
};

export const sheetCommands: readonly Command[] = [importXlsx, exportXlsx, template];
