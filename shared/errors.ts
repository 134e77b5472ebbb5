/**
 * Every way a call can be refused. Closed: a new refusal is a new line here.
 * Families of file problems (`BAG_…`, `SIGNATURE_…`) are in `exchange/problem-code.ts`.
 */
export const ERROR_CODES = [
  'INPUT_INVALID',
  'CALL_UNKNOWN',
  'SENDER_REFUSED',
  'INTERNAL',
  'CANCELLED',
  'WORKSPACE_NOT_OPEN',
  'WORKSPACE_EXISTS',
  'WORKSPACE_MISSING',
  'WORKSPACE_DAMAGED',
  'WORKSPACE_FROM_FUTURE',
  'WORKSPACE_BUSY',
  'BACKUP_INVALID',
  'OFFICE_UNKNOWN',
  'OFFICE_IN_USE',
  'PLAN_UNKNOWN',
  'PLAN_INVALID',
  'REGISTER_UNKNOWN',
  'FIELD_UNKNOWN',
  'VALUE_INVALID',
  'RECORD_MISSING',
  'RECORD_LOCKED',
  'RECORD_NOT_OURS',
  'RECORD_NOT_SUBMITTED',
  'NOTHING_TO_UNDO',
  'CONFLICT_MISSING',
  'COMMENT_MISSING',
  'COMMENT_REQUIRED',
  'ROLE_REFUSED',
  'PART_TOO_SMALL',
  'PERIOD_INVALID',
  'CHECK_BLOCKS',
  'RULE_FIXED',
  'RULE_INVALID',
  'RECEIVER_KEY_UNKNOWN',
  'NOTHING_TO_SEND',
  'PACKAGE_REFUSED',
  'PACKAGE_MISSING',
  'KEY_UNKNOWN',
  'KEY_CARD_INVALID',
  'KEYS_LOCKED',
  'FILED_ELSEWHERE',
  'FILING_JUDGED',
  'PASSPHRASE_WRONG',
  'KEY_CHANGED',
  'STAGE_MISSING',
  'SHEET_UNREADABLE',
  'SHEET_TOO_LARGE',
  'SHEET_NO_HEADING',
  'SHEET_BAD_CELLS',
  'FILE_MISSING',
  'FILE_UNREADABLE',
  'FILE_WRITE_FAILED',
  'DISK_FULL',
  'EVIDENCE_TOO_LARGE',
  'EVIDENCE_EMPTY',
  'EVIDENCE_CHANGED',
  'EVIDENCE_REFUSED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One reason behind a refusal, so that a refused batch lists every one of them. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly record?: string;
}

/**
 * A refusal as a value. `message` is one or two Chinese sentences that say what happened and what to do;
 * `trace` is a short code that the user can read out over the telephone.
 */
export interface AppErrorValue {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly ErrorDetail[];
  readonly trace?: string;
}

/** What every call answers with: a value, or a typed refusal. Never a thrown error. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppErrorValue };

/** The carrier of a refusal inside one process; the dispatcher turns it into a {@link Result}. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;

  constructor(code: ErrorCode, message: string, details?: readonly ErrorDetail[]) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toValue(trace?: string): AppErrorValue {
    return {
      code: this.code,
      message: this.message,
      ...(this.details ? { details: this.details } : {}),
      ...(trace ? { trace } : {}),
    };
  }
}
