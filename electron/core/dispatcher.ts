import { type CallOutput, type CoreCallName, contract, type HandlerInput } from '../../shared/contract/contract.ts';
import { AppError, type Result } from '../../shared/errors.ts';
import { MergeRefusal } from '../../shared/merge/merge-refusal.ts';

export type Handler<N extends CoreCallName> = (input: HandlerInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
/** One handler for every call of the core; a missing one is a compile error. */
export type Handlers = { readonly [N in CoreCallName]: Handler<N> };

export interface DispatcherOptions {
  /** Makes the short code that a user reads out over the telephone. */
  readonly newTrace: () => string;
  /** Waited for before a command begins: work in slices may be under way, or a check of the database. */
  readonly idle?: (name: string) => Promise<void>;
  /** Told of failures that are our fault, with the trace. */
  readonly reportInternal: (trace: string, name: string, error: unknown) => void;
  /** Tests also check what goes out. */
  readonly checkOutput?: boolean;
}

export type Dispatch = (name: string, input: unknown) => Promise<Result<unknown>>;

/** The one door into the core: validates name and input once, runs the handler, answers with an envelope, never throws. */
export function createDispatcher(handlers: Handlers, options: DispatcherOptions): Dispatch {
  return async (name, input) => {
    if (!Object.hasOwn(contract, name) || contract[name as CoreCallName].place !== 'core') {
      return refuse(new AppError('CALL_UNKNOWN', '程序内部调用有误，请重新打开程序。'));
    }
    const call = contract[name as CoreCallName];
    const parsed = call.input.safeParse(input);
    if (!parsed.success) {
      const details = parsed.error.issues.map((issue) => ({
        code: issue.code,
        message: issue.message,
        field: issue.path.join('.'),
      }));
      return refuse(new AppError('INPUT_INVALID', '填写的内容不符合要求，请检查后再试。', details));
    }
    try {
      if (call.kind === 'command' && name !== 'work.cancel') await options.idle?.(name);
      const value: unknown = await (handlers[name as CoreCallName] as (input: unknown) => unknown)(parsed.data);
      if (options.checkOutput) call.output.parse(value);
      return { ok: true, value };
    } catch (error) {
      if (error instanceof AppError) return refuse(error, options.newTrace());
      const trace = options.newTrace();
      const refusal = fromSystem(error);
      if (refusal.code === 'INTERNAL') options.reportInternal(trace, name, error);
      return refuse(refusal, trace);
    }
  };
}

const UNWRITABLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENOTEMPTY',
  'ENAMETOOLONG',
  'EBUSY',
  'EIO',
]);

function refuse(error: AppError, trace?: string): Result<never> {
  return { ok: false, error: error.toValue(trace) };
}

/** Gives the failures of disk and file system a sentence of their own; anything else is our fault. */
export function fromSystem(error: unknown): AppError {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new AppError('DISK_FULL', '磁盘已满，这一步没有写入，原有数据完好。请腾出空间后再试。');
  }
  if (code === 'ENOENT')
    return new AppError('FILE_MISSING', '找不到所选的文件，可能已被移走或介质已拔出。请重新选择。');
  if (UNWRITABLE.has(code) || /^SQLITE_(READONLY|CANTOPEN|IOERR)/.test(code)) {
    return new AppError(
      'FILE_WRITE_FAILED',
      '没有写入所选位置：没有权限、介质有写保护或已拔出，或已有同名的文件或文件夹。请换一个位置再试。',
    );
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new AppError('WORKSPACE_BUSY', '台账正被另一个窗口写入。请稍候再试。');
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return new AppError(
      'WORKSPACE_DAMAGED',
      '台账数据文件已损坏，这一步没有写入。请关闭程序，用“从备份恢复”打开最近的备份。',
    );
  }
  if (error instanceof MergeRefusal && (error.reason === 'value-invalid' || error.reason === 'key-invalid')) {
    return new AppError('VALUE_INVALID', '内容过长，或含有无法保存的字符，没有写入。请删去后再试。', [
      { code: error.reason, message: error.at },
    ]);
  }
  return new AppError('INTERNAL', '程序出了意外，这一步没有写入，原有数据完好。请记下编号并告知维护人员。');
}
