import { AppError } from '../../../shared/errors.ts';

/** A run of whole lines in one of a package's text files, in bytes. */
export interface Slice {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A slice that was measured: how much it takes up once it is deflated. */
export interface TextPiece extends Slice {
  readonly packed: number;
}

export interface EvidenceSize {
  readonly sha256: string;
  readonly size: number;
}

/** What one part of a filing holds. */
export interface DealtPart {
  readonly slices: readonly Slice[];
  readonly evidence: readonly string[];
  /** It holds one thing alone that is larger than a part should be. */
  readonly oversize: boolean;
}

interface Dealing {
  readonly pieces: readonly TextPiece[];
  readonly evidence: readonly EvidenceSize[];
  /** Text files that go into every part. */
  readonly everywhere: ReadonlySet<string>;
  /** Bytes for the content of a part. */
  readonly room: number;
}

/** What an entry costs besides its content: its headers in the container and its line in the list of digests. */
const ENTRY_COST = 512;

/**
 * Deals the content of a filing to parts of a size: text in the order in which it was written, then evidence, each file into the first
 * part with room for it. What is larger than a part by itself gets one of its own. The same content is always dealt alike.
 * Error: `PART_TOO_SMALL` where hardly anything would fit.
 */
export function dealParts({ pieces, evidence, everywhere, room }: Dealing): readonly DealtPart[] {
  const common = pieces.filter((piece) => everywhere.has(piece.path));
  const left = room - sizeOf(common);
  if (left < ENTRY_COST * 4)
    throw new AppError('PART_TOO_SMALL', '每部分的大小定得太小，装不下必需的内容。请选大一些再传出。');
  const parts: Part[] = [new Part(left)];
  for (const piece of pieces) {
    if (everywhere.has(piece.path)) continue;
    let part = parts.at(-1) as Part;
    if (!part.takesText(piece)) {
      part = new Part(left);
      parts.push(part);
    }
    part.addText(piece);
  }
  let full = 0;
  for (const file of evidence) {
    const cost = file.size + ENTRY_COST;
    let part = parts.slice(full).find((one) => one.takes(cost));
    if (!part) {
      part = new Part(left);
      parts.push(part);
    }
    part.addEvidence(file, cost);
    while (parts[full]?.isFull) full += 1;
  }
  return parts.filter((part, index) => index === 0 || !part.isEmpty).map((part) => part.dealt(joined(common)));
}

class Part {
  private readonly room: number;
  private used = 0;
  private readonly texts: TextPiece[] = [];
  private readonly files: string[] = [];

  constructor(room: number) {
    this.room = room;
  }

  get isEmpty(): boolean {
    return this.used === 0;
  }

  /** Nothing more would fit. */
  get isFull(): boolean {
    return this.used + ENTRY_COST >= this.room;
  }

  takes(cost: number): boolean {
    return this.isEmpty || this.used + cost <= this.room;
  }

  takesText(piece: TextPiece): boolean {
    return this.takes(this.costOf(piece));
  }

  addText(piece: TextPiece): void {
    this.used += this.costOf(piece);
    this.texts.push(piece);
  }

  addEvidence({ sha256 }: EvidenceSize, cost: number): void {
    this.used += cost;
    this.files.push(sha256);
  }

  dealt(common: readonly Slice[]): DealtPart {
    return {
      slices: [...common, ...joined(this.texts)],
      evidence: this.files,
      oversize: this.used > this.room,
    };
  }

  private costOf({ path, packed }: TextPiece): number {
    return packed + (this.texts.some((one) => one.path === path) ? 0 : ENTRY_COST);
  }
}

function sizeOf(pieces: readonly TextPiece[]): number {
  return (
    pieces.reduce((sum, piece) => sum + piece.packed, 0) + new Set(pieces.map((one) => one.path)).size * ENTRY_COST
  );
}

/** Neighbouring pieces of a file as one slice. */
function joined(pieces: readonly Slice[]): readonly Slice[] {
  const slices: Slice[] = [];
  for (const { path, start, end } of pieces) {
    const last = slices.at(-1);
    if (last && last.path === path && last.end === start) slices[slices.length - 1] = { path, start: last.start, end };
    else slices.push({ path, start, end });
  }
  return slices;
}

/** How large the files of a sending may be. */
export interface PartRoom {
  /** The largest file wanted. */
  readonly size: number;
  /** Of it for what the bag holds. */
  readonly content: number;
}

/** What sealing takes of a file: 16 bytes of each 64 KiB, and a stanza for every recipient. */
export function partRoom(size: number | null, recipients: number): PartRoom | null {
  if (size === null) return null;
  return { size, content: Math.floor((size - 1024 - recipients * 256) * (65_536 / 65_552)) - BAG_COST };
}

/** The files of a bag that stand around its content, and the end of the container. */
const BAG_COST = 6 * 1024;
