import { escapeHtml } from '../report/escape-html.ts';
import { STAMPED_STYLE, signBlock } from './stamped-sheet.ts';

/** How the records of a register that were filed for a period stand. */
export interface SheetCount {
  readonly label: string;
  readonly measure: string;
  readonly filed: number;
  readonly accepted: number;
  readonly returned: number;
  readonly waiting: number;
}

/** A line of a list: of which record, and what is said of it. */
export interface SheetLine {
  readonly register: string;
  readonly title: string;
  readonly number: string;
  readonly texts: readonly string[];
}

/** Everything a 批复单 says to an office about what it filed for a period. */
export interface ReplySheetData {
  readonly planName: string;
  readonly from: string;
  readonly to: string;
  readonly periodLabel: string;
  readonly counts: readonly SheetCount[];
  readonly returned: readonly SheetLine[];
  readonly corrected: readonly SheetLine[];
  readonly ruled: readonly SheetLine[];
  readonly declined: readonly { readonly sequence: string; readonly day: string; readonly reason: string }[];
  readonly officer: string;
  /** ISO date. */
  readonly date: string;
}

/** Longer lists say how many there are besides: they stand in the reply package one by one. */
const LISTED = 300;

const STYLE = `${STAMPED_STYLE}@page { size: A4; margin: 18mm 18mm 16mm 18mm; }
body { margin: 0 auto; max-width: 174mm; font: 10.5pt/1.55 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
h1 { font-size: 19pt; letter-spacing: 0.12em; }
h2 { margin: 12pt 0 4pt; font-size: 12pt; break-after: avoid; }
p { margin: 4pt 0; }
.plan { margin: 2pt 0 10pt; }
th, td { padding: 3pt 6pt; vertical-align: top; }
th { white-space: nowrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.small { font-size: 9pt; color: #333; }
.sign { margin-top: 14pt; }
.stamp { width: 62mm; height: 44mm; }
`;

/** The 批复单 as a page without outside parts; a function of its data alone. */
export function replySheetHtml(data: ReplySheetData): string {
  const sum = (of: keyof Omit<SheetCount, 'label' | 'measure'>) =>
    data.counts.reduce((total, count) => total + count[of], 0);
  const title = `${data.to}${data.periodLabel}批复单`;
  const intro = `你单位${data.periodLabel}报送的 ${sum('filed')} 条记录，审核通过 ${sum('accepted')} 条，退回 ${sum('returned')} 条，待审 ${sum('waiting')} 条。`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<h1>批复单</h1><p class="plan">${escapeHtml(data.planName)}　${escapeHtml(data.periodLabel)}</p>
<p>${escapeHtml(data.to)}：</p><p>${escapeHtml(intro)}</p>
${countsTable(data.counts)}
${list('退回', '意见', data.returned, '改正后重新报送。')}
${list(`${data.from}更正`, '更正的内容与理由', data.corrected, '可在台账中接受，或写明异议随下次报送。')}
${list('重复认定', '认定', data.ruled, '关联不计的记录照常保留，认定数由计数的一条计。')}
${declinedTable(data.declined)}
${signBlock(data.officer, data.date)}
</body></html>`;
}

function countsTable(counts: readonly SheetCount[]): string {
  if (counts.length === 0) return '<p>本期没有收到记录。</p>';
  const rows = counts.map(({ label, measure, filed, accepted, returned, waiting }) => {
    const numbers = [filed, accepted, returned, waiting].map((value) => `<td class="number">${value}</td>`);
    return `<tr><td>${escapeHtml(label)}（${escapeHtml(measure)}）</td>${numbers.join('')}</tr>`;
  });
  return `<table><thead><tr><th>台账</th><th>报送</th><th>通过</th><th>退回</th><th>待审</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function list(title: string, what: string, lines: readonly SheetLine[], note: string): string {
  if (lines.length === 0) return '';
  const rows = lines.slice(0, LISTED).map((line, index) => {
    const name = `${escapeHtml(line.title)}${line.number ? `<br><span class="small">${escapeHtml(line.number)}</span>` : ''}`;
    const texts = line.texts.map((text) => escapeHtml(text).replaceAll('\n', '<br>')).join('<br>');
    return `<tr><td class="number">${index + 1}</td><td>${escapeHtml(line.register)}</td><td>${name}</td><td>${texts}</td></tr>`;
  });
  const more = lines.length > LISTED ? `<p class="small">其余 ${lines.length - LISTED} 条见批复包。</p>` : '';
  return `<h2>${escapeHtml(title)}　${lines.length} 条</h2><table><thead><tr><th>序</th><th>台账</th><th>记录</th><th>${escapeHtml(what)}</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}<p class="small">${escapeHtml(note)}</p>`;
}

function declinedTable(declined: ReplySheetData['declined']): string {
  if (declined.length === 0) return '';
  const rows = declined.map(
    ({ sequence, day, reason }) =>
      `<tr><td>${escapeHtml(sequence)}</td><td>${escapeHtml(day)}</td><td>${escapeHtml(reason)}</td></tr>`,
  );
  return `<h2>拒收的报送包　${declined.length} 个</h2><table><thead><tr><th>包号</th><th>日期</th><th>原因</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
