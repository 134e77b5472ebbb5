/** Whole 分 as 万元 with two decimals and thousands separators; no unit. */
export function yuanAmount(fen: number): string {
  return (fen / 1_000_000).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A count with thousands separators. */
export function countText(count: number): string {
  return count.toLocaleString('zh-CN');
}

/** Bytes as people read them: `1.2 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A fingerprint in groups of four. */
export function fingerprintGroups(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

/** An ISO moment as `2020-07-02 09:32` in local time; a plain date stays. */
export function momentText(iso: string): string {
  if (!iso.includes('T')) return iso;
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `2020Q2` as 2020 年第 2 季度. */
export function periodText(period: string): string {
  return `${period.slice(0, 4)} 年第 ${period.slice(5)} 季度`;
}
