import { type KeyboardEvent, useRef } from 'react';
import { type Arrow, type Tile, walkTiles } from '../../charts/tile-series.ts';
import { countText } from '../../parts/amount.ts';
import styles from './indicator.module.css';

interface TileMapProps {
  readonly label: string;
  readonly unit: string;
  readonly tiles: readonly Tile[];
  readonly chosen: string | null;
  readonly onChoose: (tile: Tile | null) => void;
}

const ARROWS: Readonly<Record<string, Arrow>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The sixteen cities as tiles, neighbours where they are neighbours; arrow keys walk them, Enter narrows the list. */
export function TileMap({ label, unit, tiles, chosen, onChoose }: TileMapProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const reachable = chosen ?? tiles.find((tile) => tile.row === 1)?.code ?? tiles[0]?.code;

  function onKeyDown(event: KeyboardEvent, tile: Tile) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const next = walkTiles(tiles, tile, arrow);
    if (next) box.current?.querySelector<HTMLElement>(`[data-code="${next.code}"]`)?.focus();
  }

  return (
    <fieldset ref={box} className={styles.tiles} aria-label={`${label}，箭头键在市之间移动`}>
      {tiles.map((tile) => (
        <button
          key={tile.code}
          type="button"
          className={styles.tile}
          style={{ gridColumn: tile.column + 1, gridRow: tile.row + 1 }}
          data-code={tile.code}
          data-level={tile.level}
          tabIndex={tile.code === reachable ? 0 : -1}
          aria-pressed={tile.code === chosen}
          aria-label={`${tile.short} ${tile.value} ${unit}`}
          onClick={() => onChoose(tile.code === chosen ? null : tile)}
          onKeyDown={(event) => onKeyDown(event, tile)}
        >
          <span>{tile.short}</span>
          <strong>{countText(tile.value)}</strong>
        </button>
      ))}
    </fieldset>
  );
}
