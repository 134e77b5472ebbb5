import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { AppError } from '../../../shared/errors.ts';
import { writeBeside } from '../write-beside.ts';
import { columnLetter } from './cell-address.ts';
import type { CellInput, SheetSpec } from './sheet-spec.ts';
import { commentBoxesXml, commentsXml, type HeadingNote } from './xlsx-comments.ts';
import {
  contentTypesXml,
  rootRelationsXml,
  sheetRelationsXml,
  workbookRelationsXml,
  workbookXml,
} from './xlsx-package.ts';
import { type RowSource, sheetXml } from './xlsx-sheet.ts';
import { stylesXml } from './xlsx-styles.ts';

const LISTS_SHEET = '选项';

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with the rows written so far. */
  readonly onProgress?: (rows: number) => void;
}

/** A sheet name that every program accepts, different from those taken. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || '表';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `(${number})`;
    let name = '';
    for (const character of clean) {
      if (name.length + character.length > 31 - suffix.length) break;
      name += character;
    }
    name += suffix;
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** Choices written inside the rule where they are short, else as a column of the hidden sheet. */
function planLists(sheets: readonly SheetSpec[]): {
  readonly columns: (readonly string[])[];
  readonly lists: ReadonlyMap<number, string>[];
} {
  const columns: (readonly string[])[] = [];
  const known = new Map<string, string>();
  const lists = sheets.map((sheet) => {
    const places = new Map<number, string>();
    for (const [at, column] of sheet.columns.entries()) {
      if (!column.choices || column.choices.length === 0) continue;
      const inline = column.choices.join(',');
      if (inline.length <= 200 && !column.choices.some((choice) => /[",]/.test(choice))) {
        places.set(at, `"${inline}"`);
        continue;
      }
      const key = column.choices.join('\n');
      let place = known.get(key);
      if (!place) {
        const letter = columnLetter(columns.length);
        columns.push(column.choices);
        place = `'${LISTS_SHEET}'!$${letter}$2:$${letter}$${column.choices.length + 1}`;
        known.set(key, place);
      }
      places.set(at, place);
    }
    return places;
  });
  return { columns, lists };
}

function listsSheet(columns: readonly (readonly string[])[]): SheetSpec {
  const longest = Math.max(...columns.map((choices) => choices.length));
  return {
    name: LISTS_SHEET,
    hidden: true,
    columns: columns.map((_, at) => ({ heading: `选项${at + 1}`, style: 'text', width: 20 })),
    rows: Array.from({ length: longest }, (_, row) => columns.map((choices) => choices[row] ?? null)),
  };
}

function rowSource(sheet: SheetSpec, options: WriteOptions): RowSource & { close(): Promise<void> } {
  const iterator =
    Symbol.asyncIterator in sheet.rows ? sheet.rows[Symbol.asyncIterator]() : sheet.rows[Symbol.iterator]();
  let ahead: readonly CellInput[] | undefined;
  let ended = false;
  const taken = (result: IteratorResult<readonly CellInput[]>): readonly CellInput[] | undefined => {
    ended = result.done === true;
    return result.done ? undefined : result.value;
  };
  const source = {
    written: 0,
    next(): Promise<readonly CellInput[] | undefined> | readonly CellInput[] | undefined {
      if (options.signal?.aborted) throw new AppError('CANCELLED', '已取消，没有写出文件。');
      if (source.written % 1000 === 999) options.onProgress?.(source.written + 1);
      if (ahead) {
        const row = ahead;
        ahead = undefined;
        return row;
      }
      if (ended) return undefined;
      const result = iterator.next();
      return result instanceof Promise ? result.then(taken) : taken(result);
    },
    async hasMore(): Promise<boolean> {
      ahead ??= await source.next();
      return ahead !== undefined;
    },
    async close(): Promise<void> {
      if (!ended) await iterator.return?.();
    },
  };
  return source;
}

// A fixed moment, so that the same content gives the same bytes.
const MOMENT = new Date(2020, 0, 1);
const ENTRY = { mtime: MOMENT, compressionLevel: 6 };
/** Of what nobody opens, such as a base of signs: pressing harder would not make it smaller. */
const HIDDEN_ENTRY = { mtime: MOMENT, compressionLevel: 1 };

/** Bytes made ahead of the packing, which is done in a thread beside. */
const AHEAD = 512 * 1024;

class WorkbookPackage {
  readonly #zip = new yazl.ZipFile();
  readonly #names: { name: string; hidden: boolean | 'very'; headingRow: number; frozenColumns: number }[] = [];
  readonly #withNotes: number[] = [];
  readonly #taken = new Set<string>([LISTS_SHEET]);

  get output(): NodeJS.ReadableStream {
    return this.#zip.outputStream;
  }

  add(name: string, xml: string): void {
    this.#zip.addBuffer(Buffer.from(xml), name, ENTRY);
  }

  async addSheet(sheet: SheetSpec, lists: ReadonlyMap<number, string>, options: WriteOptions): Promise<number> {
    const source = rowSource(sheet, options);
    try {
      do {
        const number = this.#names.length + 1;
        const headingRow = (sheet.preface?.length ?? 0) + 1;
        const name = sheet.name === LISTS_SHEET ? LISTS_SHEET : sheetName(sheet.name, this.#taken);
        this.#names.push({ name, hidden: sheet.hidden ?? false, headingRow, frozenColumns: sheet.frozenColumns ?? 0 });
        const notes: HeadingNote[] = sheet.columns.flatMap((column, at) =>
          column.note ? [{ column: at, row: headingRow, text: column.note }] : [],
        );
        await this.#addStream(
          `xl/worksheets/sheet${number}.xml`,
          sheetXml(sheet, source, lists, notes.length > 0),
          sheet.hidden === 'very',
        );
        if (notes.length > 0) {
          this.#withNotes.push(number);
          this.add(`xl/comments${number}.xml`, commentsXml(notes));
          this.add(`xl/drawings/vmlDrawing${number}.vml`, commentBoxesXml(notes));
          this.add(`xl/worksheets/_rels/sheet${number}.xml.rels`, sheetRelationsXml(number));
        }
      } while (await source.hasMore());
      return source.written;
    } finally {
      await source.close();
    }
  }

  /** Waits until the whole stream is in the archive, so that only one sheet is under way at a time. */
  #addStream(name: string, pieces: AsyncGenerator<string>, isHidden: boolean): Promise<void> {
    const stream = Readable.from(encode(pieces), { objectMode: false, highWaterMark: AHEAD });
    return new Promise((resolve, reject) => {
      stream.once('end', () => {
        this.#zip.off('error', reject);
        resolve();
      });
      stream.once('error', reject);
      this.#zip.once('error', reject);
      this.#zip.addReadStream(stream, name, isHidden ? HIDDEN_ENTRY : ENTRY);
    });
  }

  finish(): void {
    this.add('xl/styles.xml', stylesXml());
    this.add('xl/workbook.xml', workbookXml(this.#names));
    this.add('xl/_rels/workbook.xml.rels', workbookRelationsXml(this.#names.length));
    this.add('_rels/.rels', rootRelationsXml());
    this.add('[Content_Types].xml', contentTypesXml(this.#names.length, this.#withNotes));
    this.#zip.end();
  }
}

async function* encode(pieces: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

/**
 * Writes a workbook row by row, so that memory does not grow with its length; a list longer than a sheet goes on in the next.
 * Data never becomes a formula. Answers with the number of data rows. Throws `DISK_FULL`, `FILE_WRITE_FAILED` or `CANCELLED`.
 */
export async function writeWorkbook(
  path: string,
  sheets: readonly SheetSpec[],
  options: WriteOptions = {},
): Promise<{ rows: number }> {
  let rows = 0;
  await writeBeside(path, async (temporary) => {
    const workbook = new WorkbookPackage();
    const output = createWriteStream(temporary);
    const written = pipeline(workbook.output, output);
    // A failure of the disk is reported by `written`; filling must not wait for a reader that is gone.
    const fill = async (): Promise<void> => {
      try {
        const { columns, lists } = planLists(sheets);
        for (const [at, sheet] of sheets.entries()) rows += await workbook.addSheet(sheet, lists[at]!, options);
        if (columns.length > 0) await workbook.addSheet(listsSheet(columns), new Map(), {});
        workbook.finish();
      } catch (error) {
        output.destroy(error as Error);
        throw error;
      }
    };
    const filled = fill();
    filled.catch(() => {});
    await Promise.race([written, filled.then(() => written)]);
    await filled;
  });
  return { rows };
}
