import type { IndicatorCounts } from '../../shared/contract/indicator-calls.ts';
import type { Count } from './count.ts';

/** A city's place in the schematic: six columns, four rows, counted from 0. */
export interface TilePlace {
  readonly code: string;
  readonly short: string;
  readonly column: number;
  readonly row: number;
}

export interface Tile extends TilePlace {
  readonly value: number;
  /** Shade from 0 (nothing) to 5 (the most); from 4 the ground is dark enough for light letters. */
  readonly level: number;
}

export type Arrow = 'left' | 'right' | 'up' | 'down';

/** The tiles with the chosen count, shaded by their share of the largest. */
export function tileSeries(
  indicator: Pick<IndicatorCounts, 'byCity'>,
  places: readonly TilePlace[],
  count: Count,
): readonly Tile[] {
  const value = (code: string) => indicator.byCity[code]?.[count] ?? 0;
  const most = Math.max(0, ...places.map((place) => value(place.code)));
  return places.map((place) => ({ ...place, value: value(place.code), level: shadeLevel(value(place.code), most) }));
}

/** 0 for nothing, else 1–5 by the share of the largest. */
export function shadeLevel(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil((value / most) * 5)));
}

/**
 * The tile an arrow key leads to: the nearest in that direction, first straight ahead, then the one least aside.
 * Undefined at the edge.
 */
export function walkTiles<P extends TilePlace>(places: readonly P[], from: P, arrow: Arrow): P | undefined {
  const sideways = arrow === 'left' || arrow === 'right';
  const sign = arrow === 'right' || arrow === 'down' ? 1 : -1;
  let best: P | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const ahead = sign * (sideways ? place.column - from.column : place.row - from.row);
    const aside = Math.abs(sideways ? place.row - from.row : place.column - from.column);
    if (ahead <= 0) continue;
    const cost = sideways ? aside * 100 + ahead : ahead + aside * 10;
    if (cost < bestCost) {
      best = place;
      bestCost = cost;
    }
  }
  return best;
}
