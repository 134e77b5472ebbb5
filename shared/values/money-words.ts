const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/** Four digits in words, without what leads them: 1020 is 壹仟零贰拾. */
function groupWords(group: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return words;
}

function yuanWords(yuan: number): string {
  let words = '';
  let gap = false;
  for (let index = GROUPS.length - 1; index >= 0; index -= 1) {
    const group = Math.floor(yuan / 10_000 ** index) % 10_000;
    if (group === 0) {
      gap = words !== '';
      continue;
    }
    words += `${words !== '' && (gap || group < 1000) ? '零' : ''}${groupWords(group)}${GROUPS[index]}`;
    gap = false;
  }
  return words;
}

/** An amount of 分 in words as on a cheque (支付结算办法 附一): 120 万元 is 壹佰贰拾万元整, 0.05 元 is 伍分. */
export function moneyWords(fen: number): string {
  const amount = Math.abs(fen);
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor(amount / 10) % 10;
  const rest = amount % 10;
  if (amount === 0) return '零元整';
  let words = yuan > 0 ? `${yuanWords(yuan)}元` : '';
  if (jiao > 0) words += `${DIGITS[jiao]}角`;
  else if (rest > 0 && yuan > 0) words += '零';
  words += rest > 0 ? `${DIGITS[rest]}分` : '整';
  return fen < 0 ? `负${words}` : words;
}
