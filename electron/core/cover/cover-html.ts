import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { escapeHtml } from '../report/escape-html.ts';
import { qrSvg } from './qr-svg.ts';

export interface CoverCount {
  readonly label: string;
  readonly measure: string;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/** Everything a cover sheet says about the package it goes with. */
export interface CoverData {
  readonly kind: 'submission' | 'reply' | 'baseline' | 'full';
  readonly planName: string;
  readonly from: { readonly code: string; readonly name: string };
  /** Null where the package is for every office. */
  readonly to: { readonly code: string; readonly name: string } | null;
  readonly period: string | null;
  readonly periodLabel: string | null;
  readonly sequence: number;
  /** Whether the package carries everything, or what has changed since an earlier one. */
  readonly complete: boolean;
  /** 补报: filed again for its period, or after the day it was due. */
  readonly supplement?: boolean;
  readonly counts: readonly CoverCount[];
  readonly narratives: number;
  readonly evidence: { readonly files: number; readonly bytes: number };
  /** Written reasons of a 零报告 and the like, one line each. */
  readonly remarks?: readonly string[];
  readonly fileName: string;
  readonly fingerprint: string;
  /** Fingerprint of the office's public keys, for the receiver who meets them for the first time. */
  readonly keyFingerprint?: string;
  readonly officer: string;
  /** ISO date. */
  readonly date: string;
}

const TITLES: Readonly<Record<CoverData['kind'], string>> = {
  submission: '报送包随附单',
  reply: '批复包随附单',
  baseline: '下发包随附单',
  full: '全量包随附单',
};

const STYLE = `
@page { size: A4; margin: 18mm 20mm 15mm 20mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 170mm; font: 10.5pt/1.55 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
h1 { margin: 0; font-size: 20pt; line-height: 1.4; text-align: center; letter-spacing: 0.12em; }
.plan { margin: 2pt 0 12pt; text-align: center; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4pt 7pt; border: 0.75pt solid #000; text-align: left; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere; }
th { background: #f0f2f5; -webkit-print-color-adjust: exact; print-color-adjust: exact; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.counts { margin-top: 10pt; }
.counts th { text-align: center; }
.seal { display: flex; gap: 8mm; align-items: center; margin-top: 10pt; padding: 8pt 10pt; border: 1.5pt solid #000; break-inside: avoid; }
.seal svg { flex: none; width: 36mm; height: 36mm; }
.fingerprint { margin: 2pt 0 4pt; font: 14pt/1.5 Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-weight: bold; }
.fingerprint span { display: inline-block; white-space: nowrap; }
.small { font-size: 9pt; color: #333; }
.key { font: 9pt/1.5 Consolas, "DejaVu Sans Mono", monospace; }
.how { margin: 8pt 0 0; }
.sign { display: flex; justify-content: space-between; gap: 8mm; margin-top: 12pt; break-inside: avoid; }
.stamp { flex: none; width: 62mm; height: 48mm; border: 0.75pt dashed #555; display: flex; align-items: center; justify-content: center; color: #555; letter-spacing: 0.5em; }
.lines { flex: 1; display: flex; flex-direction: column; justify-content: space-around; }
.lines div { display: flex; align-items: baseline; }
.lines b { flex: 1; margin-left: 4pt; border-bottom: 0.75pt solid #000; font-weight: normal; min-height: 1.4em; }
@media screen { body { box-sizing: content-box; padding: 24px; } }
`;

function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Sixteen groups of four, eight to a line, so that two people can compare them aloud. */
function fingerprintLines(fingerprint: string): string {
  const groups = formatFingerprint(fingerprint).split(' ');
  const half = Math.ceil(groups.length / 2);
  return `<span>${groups.slice(0, half).join(' ')}</span><br><span>${groups.slice(half).join(' ')}</span>`;
}

function office(of: { readonly code: string; readonly name: string } | null): string {
  return of ? `${escapeHtml(of.name)}（${of.code}）` : '各市科技局';
}

function countsTable(counts: readonly CoverCount[]): string {
  const number = (value: number) => `<td class="number">${value}</td>`;
  const rows = counts.map(
    ({ label, measure, total, added, changed, withdrawn }) =>
      `<tr><td>${escapeHtml(label)}（${escapeHtml(measure)}）</td>${[total, added, changed, withdrawn].map(number).join('')}</tr>`,
  );
  return (
    '<table class="counts"><thead><tr><th>台账</th><th>本包共</th><th>新增</th><th>修改</th><th>撤回</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table>`
  );
}

/** What the QR code of a cover sheet holds; `-` where a part does not apply. */
export function coverCode(data: CoverData): string {
  return `TZ1 ${data.from.code} ${data.to?.code ?? '-'} ${data.period ?? '-'} ${data.sequence} ${data.fingerprint}`;
}

/** The cover sheet as one A4 page without outside parts; a function of its data alone. */
export function coverHtml(data: CoverData): string {
  const title = `${TITLES[data.kind]}${data.supplement ? '（补报）' : ''}`;
  const [year, month, day] = data.date.slice(0, 10).split('-').map(Number);
  const remarks = data.remarks?.length
    ? `<tr><th>说明</th><td colspan="3">${data.remarks.map(escapeHtml).join('<br>')}</td></tr>`
    : '';
  const key = data.keyFingerprint
    ? `<div class="small">本单位公钥指纹（第一次收件时核对）</div><div class="key">${fingerprintLines(data.keyFingerprint)}</div>`
    : '';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title} ${escapeHtml(data.from.name)} ${data.period ?? ''} 第 ${data.sequence} 号</title><style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p class="plan">${escapeHtml(data.planName)}</p>
<table>
<tr><th>发出单位</th><td>${office(data.from)}</td><th>接收单位</th><td>${office(data.to)}</td></tr>
<tr><th>报告期</th><td>${escapeHtml(data.periodLabel ?? '不分期')}</td><th>序号</th><td>第 ${data.sequence} 号${data.complete ? '（全部记录）' : '（上次以来的变化）'}</td></tr>
<tr><th>任务进展</th><td>${data.narratives} 条</td><th>佐证材料</th><td>${data.evidence.files} 件${data.evidence.files > 0 ? `，${sizeText(data.evidence.bytes)}` : ''}</td></tr>
<tr><th>文件名</th><td colspan="3">${escapeHtml(data.fileName)}</td></tr>
${remarks}
</table>
${data.counts.length > 0 ? countsTable(data.counts) : ''}
<div class="seal"><div>
<div>文件指纹</div>
<div class="fingerprint">${fingerprintLines(data.fingerprint)}</div>
${key}
</div>${qrSvg(coverCode(data), '文件指纹二维码')}</div>
<p class="how">收件时，请把软件显示的文件指纹与上面的逐组核对。完全一致，文件就是盖章的这一份；只要有一组不同，请不要装入，并与发出单位联系。</p>
<div class="sign"><div class="lines">
<div>经办人：<b>${escapeHtml(data.officer)}</b></div>
<div>负责人：<b></b></div>
<div>日　期：<b>${year} 年 ${month} 月 ${day} 日</b></div>
</div><div class="stamp">盖章</div></div>
</body></html>
`;
}
