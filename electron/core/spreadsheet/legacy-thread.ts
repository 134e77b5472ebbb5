import { parentPort, Worker, workerData } from 'node:worker_threads';
import { AppError, type AppErrorValue } from '../../../shared/errors.ts';
import { type LegacySheet, readLegacyBook } from './legacy-book.ts';
import { asSheetRefusal, tooLarge } from './sheet-refusal.ts';
import type { SheetLimits, SheetRow, Workbook } from './spreadsheet.ts';

/** A file for the thread to read; tables in HTML and XML come decoded. */
export interface LegacyFile {
  readonly path: string;
  readonly limits: SheetLimits;
  readonly decoded?: string;
}

interface Question {
  readonly sheet: string;
  readonly after: number;
}

type Answer =
  | { readonly sheets: readonly LegacySheet[] }
  | { readonly rows: readonly SheetRow[] }
  | { readonly refusal: AppErrorValue };

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** A file of 64 MB takes about a gigabyte; what takes more is refused, and the program goes on. */
const MOST_MEMORY_MB = 1536;

/** The thread with the book in it: one question at a time, in their order. */
class BookThread {
  readonly #thread: Worker;
  #waiting: Waiting | undefined;
  #ended: AppError | undefined;

  constructor(file: LegacyFile, signal: AbortSignal | undefined) {
    this.#thread = new Worker(new URL(import.meta.url), {
      workerData: { legacyFile: file },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const stop = () => void this.#thread.terminate();
    this.#thread.on('message', (answer: Answer) => this.#settle(({ resolve }) => resolve(answer)));
    this.#thread.on('error', (error: NodeJS.ErrnoException) =>
      this.#end(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooLarge('这个文件展开后太大，本机内存装不下。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再导入。')
          : asSheetRefusal(error),
      ),
    );
    this.#thread.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      this.#end(new AppError('CANCELLED', '已取消，没有读入表格。'));
    });
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
  }

  /** Waits for the answer to a question, or for the first word of the thread. */
  answer(question?: Question): Promise<Answer> {
    const answered = new Promise<Answer>((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      else this.#waiting = { resolve, reject };
    });
    if (question) this.#thread.postMessage(question);
    return answered;
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) how(waiting);
  }

  #end(reason: AppError): void {
    this.#ended ??= reason;
    const ended = this.#ended;
    this.#settle(({ reject }) => reject(ended));
  }
}

function accepted<K extends 'sheets' | 'rows'>(answer: Answer, key: K): Extract<Answer, Record<K, unknown>>[K] {
  if ('refusal' in answer) throw new AppError(answer.refusal.code, answer.refusal.message, answer.refusal.details);
  return (answer as Extract<Answer, Record<K, unknown>>)[key];
}

/**
 * Opens what is not Office Open XML in a thread of its own, because it is read in one go and other calls must be answered meanwhile.
 * The thread starts from this very file, or from the bundle that holds it, and ends when the workbook is closed.
 */
export async function openLegacy(file: LegacyFile, signal?: AbortSignal): Promise<Workbook> {
  const thread = new BookThread(file, signal);
  try {
    const sheets = accepted(await thread.answer(), 'sheets');
    const named = (name: string) => sheets.find((sheet) => sheet.name === name);
    return {
      format: 'legacy',
      sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
      async *rows(sheet) {
        for (let after = 0; ; ) {
          const rows = accepted(await thread.answer({ sheet, after }), 'rows');
          const last = rows.at(-1);
          if (!last) return;
          yield* rows;
          after = last.rowNumber;
        }
      },
      merges: (sheet) => named(sheet)?.merges ?? [],
      hiddenColumns: (sheet) => new Set(named(sheet)?.hiddenColumns),
      close: () => thread.close(),
    };
  } catch (error) {
    await thread.close();
    throw error;
  }
}

async function serve(file: LegacyFile, say: (answer: Answer) => void): Promise<void> {
  const refused = (error: unknown) => say({ refusal: asSheetRefusal(error).toValue() });
  try {
    const book = await readLegacyBook(file.path, file.limits, file.decoded);
    parentPort?.on('message', ({ sheet, after }: Question) => {
      try {
        say({ rows: book.rows(sheet, after) });
      } catch (error) {
        refused(error);
      }
    });
    say({ sheets: book.sheets });
  } catch (error) {
    refused(error);
  }
}

const given = (workerData as { legacyFile?: LegacyFile } | null)?.legacyFile;
if (given) void serve(given, (answer) => parentPort?.postMessage(answer));
