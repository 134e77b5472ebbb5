import { BROKEN_FILE, unreadable } from './sheet-refusal.ts';

export interface XmlEvents {
  /** `name` without its prefix; `tag` is the raw tag, for {@link attribute}. */
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
  /**
   * May take in one whole element of a well-known spelling at once, for speed: answers where it ends, or -1 where `at` begins
   * anything else, which then comes in single events.
   */
  element?(buffer: string, at: number): number;
}

/** In characters; the tags of office files are far shorter, and a longer one would be searched again with every piece. */
const LONGEST_TAG = 64 * 1024;
/** In characters; a cell holds at most 32,767 (ECMA-376), rich text and comments somewhat more. */
const LONGEST_PIECE = 8 * 1024 * 1024;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Text between tags as it is meant (XML 1.0, 2.11 and 4.6). */
export function decodeText(text: string): string {
  return decodeEntities(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
}

/** Value of an attribute of a raw tag, whatever its prefix; undefined when it is absent. */
export function attribute(tag: string, name: string): string | undefined {
  // The tag's own name may begin like the attribute's: `row r="3"`.
  let at = tag.indexOf(name, 1);
  while (at > 0) {
    const before = tag.charCodeAt(at - 1);
    if (before <= 32 || before === 58) {
      let cursor = at + name.length;
      while (tag.charCodeAt(cursor) <= 32) cursor += 1;
      if (tag[cursor] === '=') {
        cursor += 1;
        while (tag.charCodeAt(cursor) <= 32) cursor += 1;
        const quote = tag[cursor];
        const end = quote === '"' || quote === "'" ? tag.indexOf(quote, cursor + 1) : -1;
        if (end > 0) return decodeEntities(tag.slice(cursor + 1, end));
      }
    }
    at = tag.indexOf(name, at + 1);
  }
  return undefined;
}

function localName(tag: string, from: number): string {
  let end = from;
  let start = from;
  for (; end < tag.length; end += 1) {
    const code = tag.charCodeAt(end);
    if (code <= 32 || code === 47) break;
    if (code === 58) start = end + 1;
  }
  return tag.slice(start, end);
}

/**
 * Reads the XML of office files piece by piece, so that a sheet of any length needs little memory.
 * Document type declarations are refused: office files have none, attacks do.
 */
export class XmlScanner {
  #rest = '';
  readonly #events: XmlEvents;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  feed(chunk: string): void {
    const buffer = this.#rest + chunk;
    let at = 0;
    for (;;) {
      const next = this.#step(buffer, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = buffer.slice(at);
    if (this.#rest.length > LONGEST_PIECE) throw unreadable(BROKEN_FILE);
  }

  /** Throws when the document was cut off in the middle of a tag. */
  end(): void {
    if (this.#rest.trim() !== '') throw unreadable(BROKEN_FILE);
  }

  /** Handles what begins at `at` and answers where the next thing begins; -1 when more input is needed. */
  #step(buffer: string, at: number): number {
    const open = buffer.indexOf('<', at);
    if (open < 0) return -1;
    if (open > at) {
      this.#events.text(decodeText(buffer.slice(at, open)));
      return open;
    }
    const mark = buffer.charCodeAt(open + 1);
    const whole = this.#events.element?.(buffer, open) ?? -1;
    if (whole >= 0) return whole;
    if (mark === 33) return this.#special(buffer, open);
    if (mark === 63) return past(buffer, '?>', open);
    const end = tagEnd(buffer, open);
    if (end < 0) return -1;
    if (mark === 47) {
      this.#events.close(localName(buffer.slice(open + 2, end), 0));
      return end + 1;
    }
    const tag = buffer.slice(open + 1, end);
    const name = localName(tag, 0);
    this.#events.open(name, tag);
    if (tag.charCodeAt(tag.length - 1) === 47) this.#events.close(name);
    return end + 1;
  }

  #special(buffer: string, open: number): number {
    if (buffer.length < open + 9) return -1;
    if (buffer.startsWith('<!--', open)) return past(buffer, '-->', open);
    if (!buffer.startsWith('<![CDATA[', open)) throw unreadable(BROKEN_FILE);
    const end = buffer.indexOf(']]>', open);
    if (end < 0) return -1;
    this.#events.text(buffer.slice(open + 9, end));
    return end + 3;
  }
}

function past(buffer: string, mark: string, from: number): number {
  const end = buffer.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** Where the tag that begins at `open` ends; a `>` inside an attribute's quotes does not end it. -1 when more input is needed. */
function tagEnd(buffer: string, open: number): number {
  let inside = 0;
  const stop = Math.min(buffer.length, open + LONGEST_TAG);
  for (let at = open + 1; at < stop; at += 1) {
    const code = buffer.charCodeAt(at);
    if (inside !== 0) {
      if (code === inside) inside = 0;
    } else if (code === 34 || code === 39) inside = code;
    else if (code === 62) return at;
  }
  if (stop < buffer.length) throw unreadable(BROKEN_FILE);
  return -1;
}

/** Undoes the `_x000D_` spelling of characters that XML cannot carry. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
