import type { DeskPackage, SittingFile } from '../../../shared/contract/receive-calls.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { OUTCOME_LABELS } from '../../../shared/exchange/outcome-labels.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { escapeHtml } from '../report/escape-html.ts';
import type { SkippedFile } from './pile.ts';

const STYLE = `
@page { size: A4; margin: 18mm 16mm; }
body { font: 10.5pt/1.6 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; color: #000; }
h1 { font-size: 17pt; text-align: center; margin: 0 0 10pt; }
h2 { font-size: 12pt; margin: 12pt 0 4pt; }
p { margin: 4pt 0; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.75pt solid #000; padding: 3pt 6pt; text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
th { background: #f0f2f5; -webkit-print-color-adjust: exact; print-color-adjust: exact; white-space: nowrap; }
tr { break-inside: avoid; }
.mono { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: 9.5pt; }
.foot { margin-top: 24pt; text-align: right; }`;

interface Paper {
  readonly html: string;
  readonly title: string;
  readonly footer: string;
}

function paper(title: string, body: string): Paper {
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
  return { html, title, footer: title };
}

interface Receiver {
  readonly name: string;
  readonly officer: string;
  /** ISO date. */
  readonly day: string;
}

/** Why a package is not taken: the officer's words, or what was found out. */
export function reasonOf(desk: DeskPackage): string {
  if (desk.decision) return desk.decision.note;
  return desk.problems.map((problem) => problem.message).join('');
}

/** The list of a sitting by outcome, to be printed: 收件清单. */
export function receiptList(receiver: Receiver, files: readonly SittingFile[], skipped: readonly SkippedFile[]): Paper {
  const groups = new Map<string, SittingFile[]>();
  for (const one of files) {
    const label = outcomeLabel(one);
    groups.set(label, [...(groups.get(label) ?? []), one]);
  }
  const order = [...Object.values(OUTCOME_LABELS), LAID_ASIDE, NOT_EXAMINED];
  const sorted = [...groups].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const sums = sorted.map(([label, of]) => `${label} ${of.length} 个`).join('，');
  const tables = sorted.map(
    ([label, of]) =>
      `<h2>${escapeHtml(label)}　${of.length} 个</h2><table><tr><th>单位</th><th>报告期</th><th>序号</th><th>变化</th><th>文件与说明</th></tr>${of.map(lineOf).join('')}</table>`,
  );
  const passed =
    skipped.length === 0
      ? ''
      : `<h2>没有查看的文件　${skipped.length} 个</h2><table><tr><th>文件</th><th>原因</th></tr>${skipped
          .map((one) => `<tr><td class="mono">${escapeHtml(one.file)}</td><td>${escapeHtml(one.message)}</td></tr>`)
          .join('')}</table>`;
  const { name, officer, day } = receiver;
  return paper(
    `${name}收件清单`,
    `<p>${day}　经办人 ${escapeHtml(officer)}　共 ${files.length} 个文件：${sums}。</p>${tables.join('')}${passed}`,
  );
}

const LAID_ASIDE = '已移走';
const NOT_EXAMINED = '未查验';

/** The outcome of a file in a word. */
export function outcomeLabel({ desk, laidAside }: SittingFile): string {
  if (desk === null) return NOT_EXAMINED;
  return laidAside ? LAID_ASIDE : OUTCOME_LABELS[desk.outcome];
}

function lineOf({ file, desk }: SittingFile): string {
  const changes = desk
    ? Object.entries(desk.classes).reduce((sum, [name, count]) => sum + (name === 'same' ? 0 : count), 0)
    : 0;
  const notes = [
    desk ? reasonOf(desk) : '',
    desk && desk.leftOut > 0 ? `其中 ${desk.leftOut} 条不采纳，已退回。` : '',
  ].join('');
  const print = desk?.fingerprint ? `<br><span class="mono">${formatFingerprint(desk.fingerprint)}</span>` : '';
  const cells = [
    escapeHtml(desk?.fromName ?? '—'),
    desk?.period ? periodLabel(desk.period) : '—',
    desk?.sequence == null ? '—' : `第 ${desk.sequence} 号`,
    desk && desk.outcome !== 'refused' ? `${changes} 条` : '—',
    `<span class="mono">${escapeHtml(file)}</span>${print}${notes ? `<br>${escapeHtml(notes)}` : ''}`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** The note that goes back with a package that is not taken: 退件说明. */
export function returnNote(receiver: Receiver, desk: DeskPackage): Paper {
  const rows: readonly (readonly [string, string])[] = [
    ['报送单位', desk.fromName ?? '无法识别'],
    ['报告期', desk.period ? periodLabel(desk.period) : '—'],
    ['序号', desk.sequence === null ? '—' : `第 ${desk.sequence} 号`],
    ['传出时间', desk.createdAt?.slice(0, 10) ?? '—'],
    ['文件', desk.file.split(/[\\/]/).at(-1) ?? desk.file],
    ['指纹', desk.fingerprint ? formatFingerprint(desk.fingerprint) : '文件打不开，没有指纹'],
    ['退件原因', reasonOf(desk)],
  ];
  const table = rows.map(([label, text]) => `<tr><th>${label}</th><td>${escapeHtml(text)}</td></tr>`).join('');
  const { name, officer, day } = receiver;
  return paper(
    '退件说明',
    `<p>${escapeHtml(desk.fromName ?? '报送单位')}：</p><p>你单位的下列报送包没有装入台账，内容没有计入汇总。请按退件原因处理后重新传出。</p><table>${table}</table><p class="foot">${escapeHtml(name)}　经办人 ${escapeHtml(officer)}<br>${day}</p>`,
  );
}
