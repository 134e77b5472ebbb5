import type { z } from 'zod';

/** Where a call is answered: the application core, or the main process (dialogs, printing, windows). */
export type CallPlace = 'core' | 'host';

/** A query reads; a command may write, and runs in one unit of work. */
export type CallKind = 'query' | 'command';

export interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: CallKind;
  readonly place: CallPlace;
  readonly input: I;
  readonly output: O;
}

/** Declares a call of the core that only reads. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> & { place: 'core' } {
  return { kind: 'query', place: 'core', input, output };
}

/** Declares a call of the core that may write. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> & { place: 'core' } {
  return { kind: 'command', place: 'core', input, output };
}

/** Declares a call that the main process answers itself, because only it may show dialogs and print. */
export function host<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> & { place: 'host' } {
  return { kind: 'command', place: 'host', input, output };
}
