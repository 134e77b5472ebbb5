import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { periodShort } from '../../../shared/period/period.ts';
import type { BoardCity } from '../../parts/board-state.ts';

interface Desk {
  readonly receives: boolean;
  readonly period: string;
  readonly cities: readonly BoardCity[];
  readonly packages: readonly DeskPackage[];
  readonly due: string | undefined;
  readonly today: string;
}

/** The page's one line: how many cities are in, how long there is, what waits on the desk. */
export function deskSentence({ receives, period, cities, packages, due, today }: Desk): string {
  const waiting = packages.filter((pack) => pack.outcome === 'pending').length;
  const held = packages.filter((pack) => pack.outcome === 'held').length;
  const pending = [waiting > 0 ? `${waiting} 个包待装入` : '没有待装入的包', held > 0 ? `暂存 ${held} 个` : '']
    .filter((part) => part !== '')
    .join('，');
  if (!receives) return pending;
  const received = cities.filter((city) => city.receivedAt !== null).length;
  return [`${periodShort(period)}，已收 ${received} / ${cities.length}`, deadline(due, today), pending]
    .filter((part) => part !== '')
    .join('，');
}

function deadline(due: string | undefined, today: string): string {
  if (!due) return '';
  const days = Math.round((Date.parse(due) - Date.parse(today.slice(0, 10))) / 86_400_000);
  if (days < -60) return '已截止';
  if (days < 0) return `已过截止 ${-days} 天`;
  return days === 0 ? '今天截止' : `截止还有 ${days} 天`;
}
