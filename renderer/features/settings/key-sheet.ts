import type { CallOutput } from '../../../shared/contract/contract.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The printable sheet of an office's public keys, to be stamped and compared. */
export function keySheetHtml(office: string, officer: string, identity: CallOutput<'identity.show'>): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>密钥单</title><style>
body{font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:24mm 20mm;color:#111}
h1{font-size:22pt;text-align:center;margin:0 0 12mm}table{width:100%;border-collapse:collapse}
td,th{border:1px solid #666;padding:3mm;text-align:left;vertical-align:top;font-weight:400}
th{width:32mm}.m{font-family:monospace;overflow-wrap:anywhere}.f{font-size:14pt;line-height:1.8}
.s{margin-top:24mm;text-align:right;line-height:2.4}</style></head><body>
<h1>行动计划台账密钥单</h1><table>
<tr><th>单位</th><td>${escapeHtml(office)}（${identity.office}）</td></tr>
<tr><th>经办人</th><td>${escapeHtml(officer)}</td></tr>
<tr><th>密钥指纹</th><td class="m f">${formatFingerprint(identity.fingerprint)}</td></tr>
<tr><th>收件公钥</th><td class="m">${escapeHtml(identity.ageRecipient)}</td></tr>
<tr><th>签名公钥</th><td class="m">${escapeHtml(identity.minisignPublicKey)}</td></tr>
</table><p>收到本单位的文件时，请逐组核对密钥指纹。本单不含私钥，可以公开。</p>
<p class="s">单位（盖章）：　　　　　　　　<br>　　　　年　　月　　日</p></body></html>`;
}
