import type { ParseArgsOptionsConfig } from 'node:util';
import type { CallInput, CallOutput, CoreCallName } from '../../shared/contract/contract.ts';
import type { AppErrorValue } from '../../shared/errors.ts';
import { parsePeriod } from '../../shared/period/period.ts';
import type { Environment } from '../core/environment.ts';

/** One call of the core; a refusal is thrown as {@link Refused}. */
export type Caller = <N extends CoreCallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

export type OptionValue = string | boolean | (string | boolean)[] | undefined;

/** What a command is given: its words, its options, and the core. */
export interface CommandContext {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Folder of the workspace, absolute; empty where the command needs none and none was named. */
  readonly workspace: string;
  readonly environment: Environment;
  readonly call: Caller;
  /** Says on the error stream how far the work is. */
  readonly progress: (label: string) => void;
  /** A path of the command line, absolute. */
  readonly path: (given: string) => string;
  /** Of the private keys of the workspace, where one was given. */
  readonly passphrase: string | undefined;
}

/** What a command has to say: one document for machines, lines for people. */
export interface Outcome {
  readonly document: unknown;
  readonly lines: readonly string[];
  /** True where the work was refused, although there is a document that lists why. */
  readonly refused?: boolean;
}

export interface Command {
  readonly name: string;
  /** Words and options after the name, as shown in the usage. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** open: an existing workspace is opened first. folder: a folder is named, but not opened. none: needs no workspace. */
  readonly workspace: 'open' | 'folder' | 'none';
  readonly run: (context: CommandContext) => Promise<Outcome>;
}

/** A refusal of the core, on its way to the exit code. */
export class Refused extends Error {
  readonly value: AppErrorValue;

  constructor(value: AppErrorValue) {
    super(value.message);
    this.value = value;
  }
}

/** What to do about sealed keys where there is no window to ask for the passphrase. */
export const KEYS_LOCKED_HERE =
  '本单位的私钥设有口令。请用环境变量 TAIZHANG_PASSPHRASE 或 --passphrase-file 给出口令。';

/** The command line itself is wrong. */
export class WrongUsage extends Error {}

/** The value of an option that must be given. */
export function need(context: CommandContext, option: string): string {
  const value = context.options[option];
  if (typeof value !== 'string' || value === '') throw new WrongUsage(`缺少 --${option}。`);
  return value;
}

/** The value of an option, or undefined. */
export function optional(context: CommandContext, option: string): string | undefined {
  const value = context.options[option];
  return typeof value === 'string' ? value : undefined;
}

/** A reporting period given with an option, or undefined. */
export function periodIn(context: CommandContext, option: string): string | undefined {
  const period = optional(context, option);
  if (period !== undefined && !parsePeriod(period))
    throw new WrongUsage(`--${option} 应为 2020Q2、2020H1 或 2020 这样的报告期，现为“${period}”。`);
  return period;
}

/** The reporting period that `--period` must name. */
export function needPeriod(context: CommandContext): string {
  need(context, 'period');
  return periodIn(context, 'period')!;
}

/** All values of an option that may be repeated; commas part values too. */
export function several(context: CommandContext, option: string): string[] {
  const value = context.options[option];
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return given
    .flatMap((one) => String(one).split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** All values of an option that may be repeated, taken as they are. */
export function repeated(context: CommandContext, option: string): string[] {
  const value = context.options[option];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** A whole number of an option; `fallback` where it is not given. */
export function whole(context: CommandContext, option: string, fallback: number): number {
  const text = optional(context, option);
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new WrongUsage(`--${option} 应为整数，现为“${text}”。`);
  return Number(text);
}

/** The words of a command, at least `least` of them. */
export function needWords(context: CommandContext, least: number, what: string): readonly string[] {
  if (context.words.length < least) throw new WrongUsage(`缺少${what}。`);
  return context.words;
}
