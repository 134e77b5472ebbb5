import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { escapeHtml } from '../report/escape-html.ts';
import { qrSvg } from './qr-svg.ts';

/** Everything that the printed sheet of an office's public keys says. */
export interface KeySheetData {
  readonly office: { readonly code: string; readonly name: string };
  readonly planName: string;
  readonly officer: string;
  readonly ageRecipient: string;
  readonly minisignPublicKey: string;
  readonly fingerprint: string;
  /** ISO date from which the keys are in use. */
  readonly since: string;
  /** What they came in place of; null for the first keys. */
  readonly change: { readonly reason: string; readonly former: string } | null;
  /** ISO date of the sheet. */
  readonly date: string;
}

const STYLE = `
@page { size: A4; margin: 20mm 22mm 18mm 22mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 166mm; font: 11pt/1.6 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
h1 { margin: 0; font-size: 22pt; line-height: 1.4; text-align: center; letter-spacing: 0.2em; }
.plan { margin: 2pt 0 14pt; text-align: center; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6pt 8pt; border: 0.75pt solid #000; text-align: left; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere; }
th { width: 30mm; background: #f0f2f5; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.mono { font-family: Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: 9.5pt; }
.seal { display: flex; gap: 8mm; align-items: center; margin: 12pt 0; padding: 10pt 12pt; border: 1.5pt solid #000; break-inside: avoid; }
.seal svg { flex: none; width: 36mm; height: 36mm; }
.fingerprint { margin: 4pt 0 0; font: bold 15pt/1.7 Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
.fingerprint span { display: block; white-space: nowrap; }
.sign { display: flex; justify-content: space-between; gap: 8mm; margin-top: 22pt; break-inside: avoid; }
.stamp { flex: none; width: 66mm; height: 52mm; border: 0.75pt dashed #555; display: flex; align-items: center; justify-content: center; color: #555; letter-spacing: 0.5em; }
.lines { flex: 1; display: flex; flex-direction: column; justify-content: space-around; }
.lines div { display: flex; align-items: baseline; }
.lines b { flex: 1; margin-left: 4pt; border-bottom: 0.75pt solid #000; font-weight: normal; min-height: 1.4em; }
@media screen { body { box-sizing: content-box; padding: 24px; } }
`;

function dateText(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}

/** Four lines of four groups, so that two people can compare them aloud. */
function fingerprintLines(fingerprint: string): string {
  const groups = formatFingerprint(fingerprint).split(' ');
  return [0, 4, 8, 12].map((from) => `<span>${groups.slice(from, from + 4).join(' ')}</span>`).join('');
}

/** What the QR code of a key sheet holds. */
export function keySheetCode({ office, fingerprint }: KeySheetData): string {
  return `TZK1 ${office.code} ${fingerprint}`;
}

/** The sheet of an office's public keys, to be signed, stamped and compared: one A4 page without outside parts. */
export function keySheetHtml(data: KeySheetData): string {
  const change = data.change
    ? `<tr><th>更换</th><td>${escapeHtml(data.change.reason)}，原密钥指纹 <span class="mono">${formatFingerprint(data.change.former).slice(0, 19)} …</span> 停用</td></tr>`
    : '';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>密钥单 ${escapeHtml(data.office.name)}</title><style>${STYLE}</style></head><body>
<h1>密钥单</h1>
<p class="plan">${escapeHtml(data.planName)}　行动计划台账</p>
<table>
<tr><th>单位</th><td>${escapeHtml(data.office.name)}（${data.office.code}）</td></tr>
<tr><th>启用日期</th><td>${dateText(data.since)}</td></tr>
${change}
<tr><th>收件公钥</th><td class="mono">${escapeHtml(data.ageRecipient)}</td></tr>
<tr><th>签名公钥</th><td class="mono">${escapeHtml(data.minisignPublicKey)}</td></tr>
</table>
<div class="seal"><div>
<div>密钥指纹</div>
<div class="fingerprint">${fingerprintLines(data.fingerprint)}</div>
</div>${qrSvg(keySheetCode(data), '密钥指纹二维码')}</div>
<p>收到本单位的密钥文件或第一个包时，请把软件显示的密钥指纹与上面的逐组核对，完全一致再确认；只要有一组不同，请不要确认，并与本单位联系。本单只有公钥，可以公开，不含私钥和口令。</p>
<div class="sign"><div class="lines">
<div>经办人：<b>${escapeHtml(data.officer)}</b></div>
<div>负责人：<b></b></div>
<div>日　期：<b>${dateText(data.date)}</b></div>
</div><div class="stamp">盖章</div></div>
</body></html>
`;
}
