import { composeReport, type ReportBlock, type ReportTable } from './compose-report.ts';
import { escapeHtml } from './escape-html.ts';
import type { ReportData } from './report-data.ts';

const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt SimSun, "Noto Serif CJK SC", serif; } }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 156mm; font: 16pt/29pt FangSong, "仿宋", FangSong_GB2312, STFangsong, "Noto Serif CJK SC", serif; text-align: justify; }
h1 { margin: 58pt 0 0; font: 22pt/36pt FZXiaoBiaoSong-B05S, "方正小标宋简体", SimSun, "Noto Serif CJK SC", serif; text-align: center; word-break: keep-all; overflow-wrap: anywhere; }
.subtitle { margin: 0 0 29pt; text-align: center; font-family: KaiTi, "楷体", STKaiti, "Noto Serif CJK SC", serif; }
h2, h3, h4 { margin: 0; text-indent: 2em; font-size: 16pt; line-height: 29pt; font-weight: normal; break-after: avoid; }
h2 { font-family: SimHei, "黑体", "Noto Sans CJK SC", sans-serif; }
h3 { font-family: KaiTi, "楷体", STKaiti, "Noto Serif CJK SC", serif; }
h4 { font-weight: bold; }
p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
table { width: 100%; margin: 6pt 0 14pt; border-collapse: collapse; font-size: 10.5pt; line-height: 15pt; text-align: left; font-variant-numeric: tabular-nums; }
caption { padding: 8pt 0 4pt; font: 12pt/18pt SimHei, "黑体", "Noto Sans CJK SC", sans-serif; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 2pt 4pt; border: 0.75pt solid #000; overflow-wrap: anywhere; }
th { font: 10.5pt/15pt SimHei, "黑体", "Noto Sans CJK SC", sans-serif; text-align: center; }
td.number { text-align: right; }
.sign { margin-top: 29pt; text-indent: 0; text-align: right; padding-right: 4em; break-inside: avoid; }
@media screen { body { padding: 24px; } }
`;

function tableHtml(table: ReportTable): string {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const columns = table.widths.map((width) => `<col style="width:${((width / total) * 100).toFixed(2)}%">`).join('');
  const headings = table.headings.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const rows = table.rows.map((cells) => {
    const written = cells.map((text, at) =>
      at < table.wordColumns ? `<td>${escapeHtml(text)}</td>` : `<td class="number">${escapeHtml(text)}</td>`,
    );
    return `<tr>${written.join('')}</tr>`;
  });
  return (
    `<table><caption>${escapeHtml(table.caption)}</caption><colgroup>${columns}</colgroup>` +
    `<thead><tr>${headings}</tr></thead><tbody>${rows.join('')}</tbody></table>`
  );
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${block.level + 1}`;
      return `<${tag}>${escapeHtml(block.text)}</${tag}>`;
    }
    case 'paragraph':
      return `<p>${block.lead ? `<b>${escapeHtml(block.lead)}</b>` : ''}${escapeHtml(block.text)}</p>`;
    case 'table':
      return tableHtml(block);
  }
}

/** The report as one page without outside parts: what the preview shows and the PDF prints. */
export function reportHtml(data: ReportData): string {
  const report = composeReport(data);
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(report.title)}</title><style>${STYLE}</style></head><body>` +
    `<h1>${escapeHtml(report.title)}</h1><p class="subtitle" style="text-indent:0">${escapeHtml(report.subtitle)}</p>` +
    report.blocks.map(blockHtml).join('\n') +
    `<p class="sign">${escapeHtml(report.signer)}<br>${escapeHtml(report.date)}</p></body></html>`
  );
}
