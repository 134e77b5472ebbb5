import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { RecordView, Values } from '../../../shared/contract/shapes.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { EVIDENCE_TABLE, REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { type ChildTable, type Field, isShown, type Register } from '../../../shared/registers/register.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { formatMoney } from '../../../shared/values/money.ts';
import { escapeHtml } from '../report/escape-html.ts';

/** What is printed of one record beside its view. */
export interface PrintedRecord {
  readonly register: Register;
  readonly view: RecordView;
  readonly ownerName: string;
  readonly stateWord: string;
  /** SHA-256 of the content that is printed. */
  readonly digest: string;
}

const STYLE = `
@page { size: A4; margin: 15mm 15mm 18mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0; font: 10pt/1.5 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
article + article { break-before: page; }
h1 { margin: 0; font-size: 16pt; line-height: 1.4; text-align: center; }
.kind { margin: 0 0 2pt; text-align: center; letter-spacing: 0.2em; }
.about { display: flex; flex-wrap: wrap; gap: 2pt 14pt; justify-content: center; margin: 4pt 0 8pt; font-size: 9pt; color: #333; }
h2 { margin: 10pt 0 3pt; font-size: 11pt; break-after: avoid; }
h3 { margin: 6pt 0 2pt; font-size: 10pt; font-weight: normal; color: #333; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
th, td { padding: 3pt 6pt; border: 0.6pt solid #555; text-align: left; font-weight: normal; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f0f2f5; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.pairs { table-layout: fixed; }
.pairs th { width: 17%; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.long { white-space: pre-wrap; }
tfoot td { font-weight: bold; }
.small { font-size: 8.5pt; color: #333; }
.code { font: 8pt/1.4 Consolas, "DejaVu Sans Mono", monospace; }
ul { margin: 2pt 0; padding-left: 1.4em; }
`;

const NUMBERS: ReadonlySet<Field['type']> = new Set(['money', 'decimal', 'integer']);

function labelOf(field: Field): string {
  return escapeHtml(field.unit && field.unit !== '万元' ? `${field.label}（${field.unit}）` : field.label);
}

function cellOf(field: Field, values: Values, attributes = ''): string {
  const kind = NUMBERS.has(field.type) ? ' class="number"' : field.type === 'long-text' ? ' class="long"' : '';
  return `<td${kind}${attributes}>${escapeHtml(formatValue(field, values[field.key])) || '&nbsp;'}</td>`;
}

function isLong(field: Field): boolean {
  return (
    field.type === 'long-text' || field.type === 'codes' || (field.type === 'text' && (field.maxLength ?? 0) >= 100)
  );
}

/** Two fields to a line, a long one on a line of its own. */
function pairsTable(fields: readonly Field[], values: Values): string {
  const lines: string[] = [];
  let waiting: string | null = null;
  const flush = () => {
    if (waiting !== null) lines.push(`<tr>${waiting}<th></th><td></td></tr>`);
    waiting = null;
  };
  for (const field of fields) {
    if (isLong(field)) {
      flush();
      lines.push(`<tr><th>${labelOf(field)}</th>${cellOf(field, values, ' colspan="3"')}</tr>`);
      continue;
    }
    const cell = `<th>${labelOf(field)}</th>${cellOf(field, values)}`;
    if (waiting === null) waiting = cell;
    else {
      lines.push(`<tr>${waiting}${cell}</tr>`);
      waiting = null;
    }
  }
  flush();
  return `<table class="pairs"><tbody>${lines.join('')}</tbody></table>`;
}

function rowsTable(table: ChildTable, rows: RecordView['tables'][string]): string {
  const fields = table.fields.filter((field) => rows.some((row) => formatValue(field, row.values[field.key]) !== ''));
  const head = fields.map((field) => `<th>${labelOf(field)}</th>`).join('');
  const body = rows.map((row) => `<tr>${fields.map((field) => cellOf(field, row.values)).join('')}</tr>`).join('');
  const sums = fields.map((field, index) => {
    if (field.type === 'money') {
      const sum = rows.reduce((total, row) => total + Number(row.values[field.key] ?? 0), 0);
      return `<td class="number">${formatMoney(sum)}</td>`;
    }
    return `<td>${index === 0 ? '合计' : ''}</td>`;
  });
  const foot =
    rows.length > 1 && fields.some((field) => field.type === 'money') ? `<tfoot><tr>${sums.join('')}</tr></tfoot>` : '';
  return `<h3>${escapeHtml(table.label)}（${rows.length} 行）</h3><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody>${foot}</table>`;
}

function evidenceTable(rows: RecordView['tables'][string]): string {
  const lines = rows.map(({ values }, index) => {
    const kind = typeof values.kind === 'string' ? codeLabel('evidence-kind', values.kind) : '';
    const about = [kind, String(values.note ?? '')].filter((text) => text !== '').join('；');
    return `<tr><td>${index + 1}</td><td>${escapeHtml(String(values.name ?? ''))}</td><td>${escapeHtml(about)}</td><td class="code">${escapeHtml(String(values.sha256 ?? '').slice(0, 16))}</td></tr>`;
  });
  return `<h3>佐证材料（${rows.length} 份）</h3><table><thead><tr><th>序</th><th>文件名</th><th>类别与说明</th><th>校验码前 16 位</th></tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

function sectionsOf({ register, view }: PrintedRecord): string {
  return register.sections
    .map((section) => {
      const fields = register.fields.filter((field) => field.section === section.id && isShown(field, view.values));
      const tables = register.tables.filter(
        (table) =>
          table.section === section.id && table.key !== REASONS_TABLE && (view.tables[table.key] ?? []).length > 0,
      );
      if (fields.length === 0 && tables.length === 0) return '';
      const parts = tables.map((table) => {
        const rows = view.tables[table.key] ?? [];
        return table.key === EVIDENCE_TABLE ? evidenceTable(rows) : rowsTable(table, rows);
      });
      const pairs = fields.length > 0 ? pairsTable(fields, view.values) : '';
      return `<section><h2>${escapeHtml(section.label)}</h2>${pairs}${parts.join('')}</section>`;
    })
    .join('');
}

const SEVERITY = { error: '错误', warning: '警示', hint: '提示' } as const;

function remarksOf({ register, view }: PrintedRecord): string {
  const problems = view.problems
    .filter((problem) => problem.severity !== 'hint')
    .map(
      ({ severity, message, reason }) =>
        `<li>${SEVERITY[severity]}：${escapeHtml(message)}${reason ? `　说明：${escapeHtml(reason)}` : ''}</li>`,
    );
  const comments = view.comments.map((comment) => {
    const field = register.fields.find((one) => one.key === comment.field)?.label ?? '整条记录';
    const words = comment.entries
      .filter((entry) => entry.text !== '')
      .map((entry) => `${escapeHtml(entry.text)}（${escapeHtml(entry.officer)} ${entry.at.slice(0, 10)}）`);
    return `<li>${escapeHtml(field)}，第 ${comment.round} 轮，${threadWord(comment.thread, comment.state)}：${words.join('；')}</li>`;
  });
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? `<h2>${title}</h2><ul>${lines.join('')}</ul>` : '';
  return list('校验结果', problems) + list('审核意见', comments);
}

function articleOf(printed: PrintedRecord): string {
  const { register, view, ownerName, stateWord, digest } = printed;
  const state = `${view.live ? stateWord : '已撤回'}${view.live && view.changed ? '，报送后有改动' : ''}`;
  const about = [
    `归属单位：${ownerName}`,
    `状态：${state}${view.round > 0 ? `，第 ${view.round} 轮` : ''}`,
    '金额单位：万元',
  ];
  return `<article><p class="kind">${escapeHtml(register.label)}登记表</p><h1>${escapeHtml(view.title || '（未命名）')}</h1>
<p class="about">${about.map((text) => `<span>${escapeHtml(text)}</span>`).join('')}</p>
${sectionsOf(printed)}${remarksOf(printed)}
<p class="small">记录编号 <span class="code">${escapeHtml(view.id)}</span>　内容指纹 <span class="code">${formatFingerprint(digest).split(' ').slice(0, 8).join(' ')}</span></p></article>`;
}

/** Records as A4 pages without outside parts, one after the other; a function of its data alone. */
export function recordHtml(records: readonly PrintedRecord[], title: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
${records.map(articleOf).join('\n')}
</body></html>
`;
}
