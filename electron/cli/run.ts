import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, type AppErrorValue } from '../../shared/errors.ts';
import { createApplication } from '../core/application.ts';
import { fromSystem } from '../core/dispatcher.ts';
import { type Environment, systemEnvironment } from '../core/environment.ts';
import {
  type Caller,
  type Command,
  type CommandContext,
  KEYS_LOCKED_HERE,
  type Outcome,
  Refused,
  WrongUsage,
} from './command.ts';
import { COMMANDS } from './commands.ts';
import { firstLine } from './key-commands.ts';

/** Where a run writes and where it stands; tests and the entry give it theirs. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly progress: (text: string) => void;
  readonly folder: string;
  readonly resourcesDir: string;
  /** Of the private keys, where they are sealed; `--passphrase-file` goes before it. */
  readonly passphrase?: string | undefined;
}

const GLOBAL = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  // For tests: the clock stands still at this time.
  now: { type: 'string' },
  officer: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;

/** 0 done, 1 refused with the problems listed, 2 wrong usage, 3 internal error (DESIGN §8). */
export type ExitCode = 0 | 1 | 2 | 3;

/** Runs one command line (without the program's name) and gives its exit code; never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const json = argv.includes('--json');
  const userDir = mkdtempSync(path.join(tmpdir(), 'taizhang-'));
  try {
    const outcome = await execute(argv, terminal, userDir);
    terminal.out(json ? `${JSON.stringify(outcome.document)}\n` : outcome.lines.map((line) => `${line}\n`).join(''));
    return outcome.refused ? 1 : 0;
  } catch (error) {
    const { value, code } = failureOf(error);
    if (json) terminal.out(`${JSON.stringify({ error: value })}\n`);
    else for (const line of failureLines(value)) terminal.progress(`${line}\n`);
    return code;
  } finally {
    rmSync(userDir, { recursive: true, force: true });
  }
}

async function execute(argv: readonly string[], terminal: Terminal, userDir: string): Promise<Outcome> {
  const [name, ...rest] = argv;
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    if (name === undefined || name === 'help' || name === '--help') return usage();
    throw new WrongUsage(`没有“${name}”这个命令。用 help 列出全部命令。`);
  }
  const { values, positionals } = parse(command, rest);
  if (values.help) return { document: { usage: usageOf(command) }, lines: [usageOf(command), command.summary] };
  const environment = environmentOf(values.now, terminal, userDir);
  const resolve = (given: string) => path.resolve(terminal.folder, given);
  const workspace = typeof values.workspace === 'string' && values.workspace !== '' ? resolve(values.workspace) : '';
  if (command.workspace !== 'none' && workspace === '') throw new WrongUsage('缺少 --workspace。');

  const application = createApplication(environment, {
    onEvent: progressOf(terminal),
    onInternalError: internalOf(terminal),
  });
  const dispatched: Caller = async (callName, input) => {
    const result = await application.dispatch(callName, input);
    if (!result.ok) throw new Refused(result.error);
    return result.value as never;
  };
  const passphrase = passphraseOf(values['passphrase-file'], terminal, resolve);
  const call: Caller = async (callName, input) => {
    try {
      return await dispatched(callName, input);
    } catch (error) {
      if (!(error instanceof Refused) || error.value.code !== 'KEYS_LOCKED') throw error;
      if (passphrase === undefined) throw new Refused({ ...error.value, message: KEYS_LOCKED_HERE });
      await dispatched('identity.unlock', { passphrase });
      return await dispatched(callName, input);
    }
  };
  const context: CommandContext = {
    words: positionals,
    options: values,
    workspace,
    environment,
    call,
    path: resolve,
    passphrase,
    progress: (label) => terminal.progress(`${label}\n`),
  };
  try {
    if (command.workspace === 'open') {
      const { notice } = await call('workspace.open', { path: workspace });
      if (notice !== null) terminal.progress(`${notice}\n`);
      if (typeof values.officer === 'string') await call('workspace.set-officer', { officer: values.officer });
    }
    return await command.run(context);
  } finally {
    await application.dispatch('workspace.close', {});
  }
}

function parse(command: Command, rest: readonly string[]) {
  try {
    const parsed = parseArgs({
      args: [...rest],
      options: { ...command.options, ...GLOBAL },
      allowPositionals: true,
      strict: true,
    });
    return {
      values: parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>,
      positionals: parsed.positionals,
    };
  } catch {
    throw new WrongUsage(`选项有误。用法：${usageOf(command)}`);
  }
}

/** The passphrase is the first line of the file, or what the terminal was given. */
function passphraseOf(file: unknown, terminal: Terminal, resolve: (given: string) => string): string | undefined {
  if (typeof file !== 'string') return terminal.passphrase;
  return firstLine(resolve(file));
}

function environmentOf(now: unknown, terminal: Terminal, userDir: string): Environment {
  const system = systemEnvironment(terminal.resourcesDir, userDir);
  if (typeof now !== 'string') return system;
  const at = new Date(now);
  if (Number.isNaN(at.getTime())) throw new WrongUsage(`--now 应为日期时间，现为“${now}”。`);
  return { ...system, now: () => new Date(at) };
}

/** A failure that is our fault is told in full on the error stream, for whoever mends it. */
function internalOf(terminal: Pick<Terminal, 'progress'>) {
  return (trace: string, name: string, error: unknown) =>
    terminal.progress(
      `[${trace}] ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
}

function progressOf(terminal: Terminal) {
  let told = '';
  return (name: string, payload: unknown) => {
    if (name !== 'work.progress') return;
    const { label, done, total } = payload as { label: string; done: number; total: number };
    const line = total > 0 ? `${label} ${Math.floor((done / total) * 100)}%` : label;
    if (line === told) return;
    told = line;
    terminal.progress(`${line}\n`);
  };
}

function failureOf(error: unknown): { value: Omit<AppErrorValue, 'code'> & { code: string }; code: ExitCode } {
  if (error instanceof WrongUsage) return { value: { code: 'USAGE', message: error.message }, code: 2 };
  const value =
    error instanceof Refused ? error.value : (error instanceof AppError ? error : fromSystem(error)).toValue();
  if (value.code === 'INTERNAL')
    return { value: { ...value, ...(error instanceof Refused ? {} : traceOf(error)) }, code: 3 };
  return { value, code: value.code === 'INPUT_INVALID' || value.code === 'CALL_UNKNOWN' ? 2 : 1 };
}

function traceOf(error: unknown): { details: { code: string; message: string }[] } {
  return {
    details: [{ code: 'INTERNAL', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }],
  };
}

function failureLines(value: { message: string; details?: AppErrorValue['details']; trace?: string }): string[] {
  const details = (value.details ?? []).map(
    (detail) => `  ${[detail.record, detail.field, detail.message].filter(Boolean).join(' ')}`,
  );
  return [value.message, ...details, ...(value.trace ? [`编号：${value.trace}`] : [])];
}

function usageOf(command: Command): string {
  const workspace = command.workspace === 'none' ? '' : ' --workspace DIR';
  return `tz ${command.name}${command.usage ? ` ${command.usage}` : ''}${workspace} [--json]`;
}

function usage(): Outcome {
  return {
    document: {
      commands: COMMANDS.map((command) => ({ name: command.name, usage: usageOf(command), summary: command.summary })),
    },
    lines: COMMANDS.flatMap((command) => [usageOf(command), `    ${command.summary}`]),
  };
}
