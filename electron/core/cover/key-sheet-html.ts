import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { escapeHtml } from '../report/escape-html.ts';
import { qrSvg } from './qr-svg.ts';
import { dateText, fingerprintHtml, STAMPED_STYLE, signBlock } from './stamped-sheet.ts';

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

const STYLE = `${STAMPED_STYLE}@page { size: A4; margin: 20mm 22mm 18mm 22mm; }
body { margin: 0 auto; max-width: 166mm; font: 11pt/1.6 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", SimSun, sans-serif; }
h1 { font-size: 22pt; letter-spacing: 0.2em; }
.plan { margin: 2pt 0 14pt; }
th, td { padding: 6pt 8pt; }
th { width: 30mm; }
.mono { font-family: Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: 9.5pt; }
.seal { margin: 12pt 0; padding: 10pt 12pt; }
.fingerprint { margin: 4pt 0 0; font: bold 14pt/1.7 Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
.sign { margin-top: 22pt; }
.stamp { width: 66mm; height: 52mm; }
`;

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
<div class="fingerprint">${fingerprintHtml(data.fingerprint)}</div>
</div>${qrSvg(keySheetCode(data), '密钥指纹二维码')}</div>
<p>收到本单位的密钥文件或第一个包时，请把软件显示的密钥指纹与上面的逐组核对，完全一致再确认；只要有一组不同，请不要确认，并与本单位联系。本单只有公钥，可以公开，不含私钥和口令。</p>
${signBlock(data.officer, data.date)}
</body></html>
`;
}
