import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';

export const BLOCK = 100;
/** Blocks that are kept; the least lately seen go first. */
const KEPT_BLOCKS = 120;

type Page = CallOutput<'record.list'>;
/** Asks for one block: from a cursor where the block before is known, else by position. */
export type ReadBlock = (block: number, after: string | undefined) => Promise<Page>;

interface Block {
  rows: readonly RecordRow[];
  readonly next: string | null;
  /** Held still, but asked for anew. */
  stale: boolean;
}

/** The records of a list by position, block by block as they come into sight, so that the millionth costs what the first does. */
export class RecordCache {
  private readonly read: ReadBlock;
  private readonly changed: () => void;
  private readonly refused: (error: unknown) => void;
  private blocks = new Map<number, Block>();
  private readonly running = new Set<number>();
  private turn = 0;
  /** Something was written in place: cursors and positions may not agree with the list any more. */
  private patched = false;

  constructor(read: ReadBlock, changed: () => void, refused: (error: unknown) => void) {
    this.read = read;
    this.changed = changed;
    this.refused = refused;
  }

  rowAt(index: number): RecordRow | undefined {
    return this.blocks.get(Math.floor(index / BLOCK))?.rows[index % BLOCK];
  }

  /** Rows of the first block, the first that is known of a list. */
  get firstCount(): number | undefined {
    return this.blocks.get(0)?.rows.length;
  }

  positionOf(id: string): number | undefined {
    for (const [block, { rows }] of this.blocks) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return block * BLOCK + at;
    }
    return undefined;
  }

  /** Whether every position of a stretch is known and agrees with the list as stored. */
  holds(from: number, to: number): boolean {
    for (let index = Math.floor(from / BLOCK); index <= Math.floor(to / BLOCK); index += 1) {
      const block = this.blocks.get(index);
      if (!block || block.stale) return false;
    }
    return true;
  }

  /** True after {@link patch}: what is in sight may stand in another order than the stored list. */
  get reordered(): boolean {
    return this.patched;
  }

  /** Sees to it that a stretch of positions is read. */
  want(from: number, to: number): void {
    for (let index = Math.floor(Math.max(0, from) / BLOCK); index <= Math.floor(to / BLOCK); index += 1) {
      const held = this.blocks.get(index);
      if (held) {
        this.blocks.delete(index);
        this.blocks.set(index, held);
      }
      if ((!held || held.stale) && !this.running.has(index)) void this.load(index);
    }
  }

  private async load(index: number): Promise<void> {
    const { turn } = this;
    this.running.add(index);
    const before = this.blocks.get(index - 1);
    const after = before && !before.stale && !this.patched ? (before.next ?? undefined) : undefined;
    try {
      const page = await this.read(index, index === 0 ? undefined : after);
      if (this.turn !== turn) return;
      this.blocks.set(index, { rows: page.rows, next: page.next, stale: false });
      this.forgetOld();
      this.changed();
    } catch (error) {
      if (this.turn === turn) this.refused(error);
    } finally {
      if (this.turn === turn) this.running.delete(index);
    }
  }

  private forgetOld(): void {
    for (const index of this.blocks.keys()) {
      if (this.blocks.size <= KEPT_BLOCKS) return;
      if (index !== 0) this.blocks.delete(index);
    }
  }

  /** Writes records anew where they stand, so that an edited line does not jump away under the hand. */
  patch(rows: readonly RecordRow[]): void {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const block of this.blocks.values()) {
      if (block.rows.some((row) => byId.has(row.id))) block.rows = block.rows.map((row) => byId.get(row.id) ?? row);
    }
    this.patched = true;
    this.changed();
  }

  /** What is held stays in sight until it has been read again. */
  refresh(): void {
    this.turn += 1;
    this.running.clear();
    this.patched = false;
    for (const block of this.blocks.values()) block.stale = true;
    this.changed();
  }
}
