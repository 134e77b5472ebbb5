const WORTH_COUNTING = 90;

/** When the filing is due and how many days are left; long past ones are not counted any more. */
export function dueText(due: string, daysLeft: number): string {
  const [, month, day] = due.split('-').map(Number);
  const when = `报送截止 ${month} 月 ${day} 日`;
  if (daysLeft > 0) return `${when}，还有 ${daysLeft} 天`;
  if (daysLeft === 0) return `${when}，就是今天`;
  return -daysLeft > WORTH_COUNTING ? `${when}，早已过期` : `${when}，已过 ${-daysLeft} 天`;
}
