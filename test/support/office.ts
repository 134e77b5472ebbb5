import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Application, createApplication } from '../../electron/core/application.ts';
import type { Environment } from '../../electron/core/environment.ts';
import type { CallInput, CallOutput, CoreCallName } from '../../shared/contract/contract.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { AppErrorValue, ErrorCode } from '../../shared/errors.ts';

export const RESOURCES_DIR = path.join(import.meta.dirname, '..', '..', 'resources');

/** A folder of the test's own, gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that a test sets, and randomness that is the same every time. */
export class TestEnvironment implements Environment {
  readonly resourcesDir = RESOURCES_DIR;
  readonly userDir: string;
  private at: Date;
  private state: number;

  constructor(userDir: string, at: string, seed: number) {
    this.userDir = userDir;
    this.at = new Date(at);
    this.state = seed;
  }

  readonly now = (): Date => new Date(this.at);

  setClock(at: string): void {
    this.at = new Date(at);
  }

  readonly randomBytes = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    for (let index = 0; index < size; index += 1) {
      this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
      bytes[index] = this.state >>> 24;
    }
    return bytes;
  };
}

/** One office with a core of its own, spoken to through the contract as the window does. */
export class TestOffice {
  readonly code: string;
  readonly folder: string;
  readonly environment: TestEnvironment;
  readonly changes: EventPayload<'data.changed'>[] = [];
  /** Told how far long work is, as the window is. */
  onProgress: (progress: EventPayload<'work.progress'>) => void = () => {};
  private readonly application: Application;

  private constructor(code: string, folder: string, environment: TestEnvironment) {
    this.code = code;
    this.folder = folder;
    this.environment = environment;
    this.application = createApplication(environment, {
      onEvent: (name, payload) => {
        if (name === 'data.changed') this.changes.push(payload as EventPayload<'data.changed'>);
        if (name === 'work.progress') this.onProgress(payload as EventPayload<'work.progress'>);
      },
      onInternalError: (_trace, name, error) => {
        throw new Error(`${name} failed`, { cause: error });
      },
      checkOutput: true,
    });
    onTestFinished(() => this.application.close());
  }

  /** Makes a new workspace of an office in `<base>/<code>`. */
  static async create(
    base: string,
    code: string,
    options: { at?: string; seed?: number; planFile?: string; officeName?: string } = {},
  ): Promise<TestOffice> {
    const environment = new TestEnvironment(
      path.join(base, `user-${code}`),
      options.at ?? '2020-07-02T01:00:00Z',
      options.seed ?? Number(code),
    );
    const office = new TestOffice(code, path.join(base, code), environment);
    const { planFile, officeName } = options;
    await office.call('workspace.create', {
      path: office.folder,
      office: code,
      officer: `经办${code.slice(2, 4)}`,
      planFile,
      officeName,
    });
    return office;
  }

  /** Opens a folder that holds a workspace already. */
  static async open(folder: string, code: string, options: { at?: string; seed?: number } = {}): Promise<TestOffice> {
    const environment = new TestEnvironment(
      path.join(folder, '..', `user-${code}`),
      options.at ?? '2020-07-02T01:00:00Z',
      options.seed ?? 7,
    );
    const office = new TestOffice(code, folder, environment);
    await office.call('workspace.open', { path: folder });
    return office;
  }

  /** A workspace made on another machine from a full package under a passphrase. */
  static async moved(
    file: string,
    folder: string,
    code: string,
    options: { passphrase: string; seed: number },
  ): Promise<TestOffice> {
    const environment = new TestEnvironment(
      path.join(folder, '..', 'user-moved'),
      '2020-07-02T01:00:00Z',
      options.seed,
    );
    const office = new TestOffice(code, folder, environment);
    await office.call('workspace.restore-full', { file, path: folder, passphrase: options.passphrase });
    return office;
  }

  async call<N extends CoreCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.application.dispatch(name, input);
    if (!result.ok)
      throw new Error(
        `${name}: ${result.error.code} ${result.error.message} ${JSON.stringify(result.error.details ?? '')}`,
      );
    return result.value as CallOutput<N>;
  }

  /** The refusal of a call; fails the test when the call is not refused. */
  async refusal<N extends CoreCallName>(name: N, input: CallInput<N>): Promise<AppErrorValue & { code: ErrorCode }> {
    const result = await this.application.dispatch(name, input);
    if (result.ok) throw new Error(`${name} was not refused`);
    return result.error;
  }

  /** Examines and takes packages; gives the desk's answers. */
  async receive(...paths: string[]): Promise<CallOutput<'receive.apply'>['packages']> {
    const { packages } = await this.call('receive.examine', { paths });
    const taken: CallOutput<'receive.apply'>['packages'] = [];
    for (const examined of packages) {
      if (examined.outcome === 'refused') taken.push(examined);
      else taken.push(...(await this.call('receive.apply', { stages: [examined.stage] })).packages);
    }
    return taken;
  }

  /** Every live record of a register, sorted by id, without what is local. */
  async list(register: string): Promise<CallOutput<'record.list'>['rows']> {
    const rows: CallOutput<'record.list'>['rows'] = [];
    let after: string | undefined;
    do {
      const page = await this.call('record.list', { register, limit: 500, ...(after === undefined ? {} : { after }) });
      rows.push(...page.rows);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return rows;
  }

  async count(indicator: string): Promise<{ reported: number; submitted: number; accepted: number }> {
    const { indicators } = await this.call('indicator.table', {});
    const found = indicators.find((one) => one.id === indicator);
    if (!found) throw new Error(`no indicator ${indicator}`);
    const { reported, submitted, accepted } = found;
    return { reported, submitted, accepted };
  }

  close(): void {
    this.application.close();
  }
}

/** Values of an ordinary project that no check finds fault with. */
export function projectValues(
  number: number,
  more: Record<string, string | number | string[] | null> = {},
): Record<string, string | number | string[] | null> {
  return {
    number: `2020CXGC01${String(number).padStart(4, '0')}`,
    name: `智能装配线视觉检测关键技术研究 ${number}`,
    programme: 'key-innovation',
    techField: ['ai'],
    leadUnit: '海右示例智造有限公司',
    leader: '示例负责人',
    startDate: '2020-03',
    endDate: '2022-12',
    totalFunds: 120_000_000,
    provincialFunds: 30_000_000,
    selfFunds: 90_000_000,
    ...more,
  };
}
