import { fingerprintLines } from '../../../shared/exchange/fingerprint.ts';
import { escapeHtml } from '../report/escape-html.ts';

/** What all sheets that are signed and stamped look like; each adds its margins and sizes. */
export const STAMPED_STYLE = `
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
h1 { margin: 0; line-height: 1.4; text-align: center; }
.plan { text-align: center; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.75pt solid #000; text-align: left; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere; }
th { background: #f0f2f5; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.seal { display: flex; gap: 8mm; align-items: center; border: 1.5pt solid #000; break-inside: avoid; }
.seal svg { flex: none; width: 36mm; height: 36mm; }
.fingerprint span { white-space: nowrap; }
.sign { display: flex; justify-content: space-between; gap: 8mm; break-inside: avoid; }
.stamp { flex: none; border: 0.75pt dashed #555; display: flex; align-items: center; justify-content: center; color: #555; letter-spacing: 0.5em; }
.lines { flex: 1; display: flex; flex-direction: column; justify-content: space-around; }
.lines div { display: flex; align-items: baseline; }
.lines b { flex: 1; margin-left: 4pt; border-bottom: 0.75pt solid #000; font-weight: normal; min-height: 1.4em; }
@media screen { body { box-sizing: content-box; padding: 24px; } }
`;

/** A fingerprint as two people compare it aloud. */
export function fingerprintHtml(fingerprint: string): string {
  return fingerprintLines(fingerprint)
    .map((line) => `<span>${line}</span>`)
    .join('<br>');
}

/** 2020 年 7 月 2 日, of an ISO date or time. */
export function dateText(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}

/** Where it is signed, dated and stamped. */
export function signBlock(officer: string, date: string): string {
  return `<div class="sign"><div class="lines">
<div>经办人：<b>${escapeHtml(officer)}</b></div>
<div>负责人：<b></b></div>
<div>日　期：<b>${dateText(date)}</b></div>
</div><div class="stamp">盖章</div></div>`;
}
