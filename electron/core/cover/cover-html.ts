import type { PackageKind } from '../../../shared/exchange/package-manifest.ts';
import { escapeHtml } from '../report/escape-html.ts';
import { qrSvg } from './qr-svg.ts';
import { fingerprintHtml, STAMPED_STYLE, signBlock } from './stamped-sheet.ts';

export interface CoverCount {
  readonly label: string;
  readonly measure: string;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

export interface CoverFile {
  readonly name: string;
  readonly fingerprint: string;
}

/** Everything a cover sheet says about the package it goes with. */
export interface CoverData {
  readonly kind: PackageKind;
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
  /** The package's file, or one for every part of a filing that was split. */
  readonly files: readonly [CoverFile, ...CoverFile[]];
  /** Fingerprint of the office's public keys, for the receiver who meets them for the first time. */
  readonly keyFingerprint?: string;
  readonly officer: string;
  /** ISO date. */
  readonly date: string;
}

const TITLES: Readonly<Record<CoverData['kind'], string>> = {
  submission: '报送包随附单',
  withdrawal: '撤回报送单',
  reply: '批复包随附单',
  baseline: '下发包随附单',
  full: '全量包随附单',
};

const STYLE = `${STAMPED_STYLE}@page { size: A4; margin: 18mm 20mm 15mm 20mm; }
body { margin: 0 auto; max-width: 170mm; font: 10.5pt/1.55 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
h1 { font-size: 20pt; letter-spacing: 0.12em; }
.plan { margin: 2pt 0 12pt; }
th, td { padding: 4pt 7pt; }
th { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.counts { margin-top: 10pt; }
.counts th { text-align: center; }
.seal { margin-top: 10pt; padding: 8pt 10pt; }
.fingerprint { margin: 2pt 0 4pt; font: 14pt/1.5 Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-weight: bold; }
.small { font-size: 9pt; color: #333; }
.key { font: 9pt/1.5 Consolas, "DejaVu Sans Mono", monospace; }
.split { break-inside: auto; }
.parts { display: grid; grid-template-columns: auto auto; gap: 2pt 8mm; margin-bottom: 4pt; }
.parts div { break-inside: avoid; }
.how { margin: 8pt 0 0; }
.sign { margin-top: 12pt; }
.stamp { width: 62mm; height: 48mm; }
`;

function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
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

function extent({ kind, complete }: CoverData): string {
  if (kind === 'withdrawal') return '';
  return complete ? '（全部记录）' : '（上次以来的变化）';
}

function carried({ narratives, evidence }: CoverData): string {
  const size = evidence.files > 0 ? `，${sizeText(evidence.bytes)}` : '';
  return `<tr><th>任务进展</th><td>${narratives} 条</td><th>佐证材料</th><td>${evidence.files} 件${size}</td></tr>`;
}

/** What the QR code of the cover sheet of a single file holds; `-` where a part does not apply. */
export function coverCode({ from, to, period, sequence, files }: CoverData): string {
  return `TZ1 ${from.code} ${to?.code ?? '-'} ${period ?? '-'} ${sequence} ${files[0].fingerprint}`;
}

/** The fingerprint to be compared; of a filing in parts that of every part. */
function fingerprints(data: CoverData): string {
  const [only, ...others] = data.files;
  if (others.length === 0)
    return `<div>文件指纹</div><div class="fingerprint">${fingerprintHtml(only.fingerprint)}</div>`;
  const parts = data.files.map(
    ({ name, fingerprint }, index) =>
      `<div><div class="small">第 ${index + 1} 部分　${escapeHtml(name)}</div><div class="key">${fingerprintHtml(fingerprint)}</div></div>`,
  );
  return `<div>各部分的文件指纹</div><div class="parts">${parts.join('')}</div>`;
}

/** The cover sheet as one A4 page without outside parts; a function of its data alone. */
export function coverHtml(data: CoverData): string {
  const title = `${TITLES[data.kind]}${data.supplement ? '（补报）' : ''}`;
  const split = data.files.length > 1;
  const remarks = data.remarks?.length
    ? `<tr><th>说明</th><td colspan="3">${data.remarks.map(escapeHtml).join('<br>')}</td></tr>`
    : '';
  const key = data.keyFingerprint
    ? `<div class="small">本单位公钥指纹（第一次收件时核对）</div><div class="key">${fingerprintHtml(data.keyFingerprint)}</div>`
    : '';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title} ${escapeHtml(data.from.name)} ${data.period ?? ''} 第 ${data.sequence} 号</title><style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p class="plan">${escapeHtml(data.planName)}</p>
<table>
<tr><th>发出单位</th><td>${office(data.from)}</td><th>接收单位</th><td>${office(data.to)}</td></tr>
<tr><th>报告期</th><td>${escapeHtml(data.periodLabel ?? '不分期')}</td><th>序号</th><td>第 ${data.sequence} 号${extent(data)}</td></tr>
${data.kind === 'withdrawal' ? '' : carried(data)}
<tr><th>文件名</th><td colspan="3">${split ? `共 ${data.files.length} 个文件，缺一不可，先后不限` : escapeHtml(data.files[0].name)}</td></tr>
${remarks}
</table>
${data.counts.length > 0 ? countsTable(data.counts) : ''}
<div class="seal${split ? ' split' : ''}"><div>
${fingerprints(data)}
${key}
</div>${split ? '' : qrSvg(coverCode(data), '文件指纹二维码')}</div>
<p class="how">收件时，请把软件显示的文件指纹与上面的逐组核对。完全一致，文件就是盖章的这一份；只要有一组不同，请不要装入，并与发出单位联系。</p>
${signBlock(data.officer, data.date)}
</body></html>
`;
}
