const WORTH_COUNTING = 90;

/**
 * When the filing is due and how many days are left; long past ones are not counted any more. A period that had ended before
 * the ledger was begun is not late.
 */
export function dueText(due: string, daysLeft: number, beforeLedger = false): string {
  const [year, month, day] = due.split('-').map(Number);
  const when = `报送截止 ${month} 月 ${day} 日`;
  if (daysLeft > 0) return `${when}，还有 ${daysLeft} 天`;
  if (daysLeft === 0) return `${when}，就是今天`;
  const dated = `报送截止 ${year} 年 ${month} 月 ${day} 日`;
  if (beforeLedger) return `${dated}，在建台账以前，不算逾期，需要时可以补报`;
  return -daysLeft > WORTH_COUNTING ? `${dated}，早已过期` : `${when}，已过 ${-daysLeft} 天`;
}
