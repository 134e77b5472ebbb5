import type { BrowserWindow } from 'electron';
import { type CallOutput, contract, type HandlerInput } from '../../../shared/contract/contract.ts';
import type { hostCalls } from '../../../shared/contract/host-calls.ts';
import { AppError, type Result } from '../../../shared/errors.ts';
import { pickFiles, pickFolder, pickSave } from './pick.ts';
import { printPdf } from './print-pdf.ts';
import { openFile, quit, showInFolder } from './system.ts';

export type HostCallName = keyof typeof hostCalls;

type HostHandlers = {
  readonly [N in HostCallName]: (
    input: HandlerInput<N>,
    window: BrowserWindow,
  ) => CallOutput<N> | Promise<CallOutput<N>>;
};

const handlers: HostHandlers = {
  'host.pick-files': pickFiles,
  'host.pick-folder': pickFolder,
  'host.pick-save': pickSave,
  'host.print-pdf': printPdf,
  'host.show-in-folder': showInFolder,
  'host.open-file': openFile,
  'host.quit': quit,
};

/** True for a call that main answers itself. */
export function isHostCall(name: string): name is HostCallName {
  return Object.hasOwn(handlers, name);
}

/** Validates the input and answers a host call with an envelope; never throws. */
export async function callHost(name: HostCallName, input: unknown, window: BrowserWindow): Promise<Result<unknown>> {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) return refuse(new AppError('INPUT_INVALID', '填写的内容不符合要求，请检查后再试。'));
  try {
    const handler = handlers[name] as (input: unknown, window: BrowserWindow) => unknown;
    return { ok: true, value: await handler(parsed.data, window) };
  } catch (error) {
    if (error instanceof AppError) return refuse(error);
    console.error(name, error);
    return refuse(new AppError('INTERNAL', '程序出了意外，这一步没有完成，原有数据完好。请再试一次。'));
  }
}

function refuse(error: AppError): Result<never> {
  return { ok: false, error: error.toValue() };
}
