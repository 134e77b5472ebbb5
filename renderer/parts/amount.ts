import { format } from 'date-fns';

/** A count with thousands separators. */
export function countText(count: number): string {
  return count.toLocaleString('zh-CN');
}

/** Bytes as people read them: `1.2 MB`. */
export function byteSize(bytes: number): string {
  if (bytes === 0) return '0 KB';
  if (bytes < 1024) return '不足 1 KB';
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** An ISO moment as `2020-07-02 09:32` in local time; a plain date stays. */
export function momentText(iso: string): string {
  if (!iso.includes('T')) return iso;
  return format(new Date(iso), 'yyyy-MM-dd HH:mm');
}
