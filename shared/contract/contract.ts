import { z } from 'zod';
import { bulkCalls } from './bulk-calls.ts';
import { command } from './call.ts';
import { carryCalls } from './carry-calls.ts';
import { checkCalls } from './check-calls.ts';
import { clipboardCalls } from './clipboard-calls.ts';
import { conflictCalls } from './conflict-calls.ts';
import { duplicateCalls } from './duplicate-calls.ts';
import { exchangeCalls } from './exchange-calls.ts';
import { filingCalls } from './filing-calls.ts';
import { hostCalls } from './host-calls.ts';
import { indicatorCalls } from './indicator-calls.ts';
import { keyCalls } from './key-calls.ts';
import { listCalls } from './list-calls.ts';
import { planCalls } from './plan-calls.ts';
import { receiveCalls } from './receive-calls.ts';
import { recordCalls } from './record-calls.ts';
import { replaceCalls } from './replace-calls.ts';
import { reviewCalls } from './review-calls.ts';
import { sheetCalls } from './sheet-calls.ts';
import { similarCalls } from './similar-calls.ts';
import { unitCalls } from './unit-calls.ts';
import { viewCalls } from './view-calls.ts';
import { workspaceCalls } from './workspace-calls.ts';

/** The one list of every call between window, main process and core. */
export const contract = {
  ...workspaceCalls,
  ...recordCalls,
  ...checkCalls,
  ...listCalls,
  ...conflictCalls,
  ...similarCalls,
  ...duplicateCalls,
  ...carryCalls,
  ...bulkCalls,
  ...clipboardCalls,
  ...unitCalls,
  ...viewCalls,
  ...replaceCalls,
  ...sheetCalls,
  ...exchangeCalls,
  ...receiveCalls,
  ...keyCalls,
  ...filingCalls,
  ...reviewCalls,
  ...indicatorCalls,
  ...planCalls,
  ...hostCalls,
  /** Asks running work to stop; it stops at the next safe place and leaves nothing half done. */
  'work.cancel': command(z.object({ work: z.string() }), z.object({})),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller passes: defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
/** What a handler receives: defaults filled in. */
export type HandlerInput<N extends CallName> = z.output<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;
export type CoreCallName = { [N in CallName]: Contract[N]['place'] extends 'host' ? never : N }[CallName];
