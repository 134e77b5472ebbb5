import path from 'node:path';
import { performance } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { TestOffice } from '../../support/office.ts';
import { makePile, OFFICES_THAT_FILE } from './world.ts';

export interface Sitting {
  readonly base: string;
  readonly records: number;
  readonly seed: number;
  readonly tell?: (what: string) => void;
}

type Desk = CallOutput<'receive.desk'>['packages'][number];

/**
 * Sixteen packages in one sitting, two of them bad: looked at with progress, broken off inside and gone on with; taken with progress,
 * broken off inside and gone on with; and told by outcome. Gives what was wrong, and what it took.
 */
export async function proveSitting({ base, records, seed, tell = () => {} }: Sitting) {
  const { province, stick, bad } = await makePile(base, records, seed, (made) => tell(`packages made: ${made}`));
  const wrong: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const watch = new Watch(province);
  const good = OFFICES_THAT_FILE.length - bad.length;

  // Looking at them, broken off in the sixth.
  watch.cancelAt('正在查验', (share, total) => share * total >= 5.4);
  const first = await watch.timed('examine', () => province.call('receive.examine', { paths: [stick] }));
  claim(first.stopped, 'the examination was not broken off');
  claim(first.packages.length < OFFICES_THAT_FILE.length, 'nothing was left to look at');
  claim(recordsOf(province) === 0, 'looking at packages wrote into the ledger');
  const unexamined = (await province.call('receive.sitting', {})).files.filter((one) => one.desk === null).length;
  claim(unexamined === OFFICES_THAT_FILE.length - first.packages.length, 'the list does not tell what is left');
  await watch.timed('examine', () => province.call('receive.go-on', {}));
  claim(watch.rises('正在查验'), 'the examination does not tell how far it is');
  const looked = await outcomes(province);
  claim(looked.pending === good && looked.refused === bad.length, `looked at: ${JSON.stringify(looked)}`);

  // Taking them, broken off in the fifth.
  const ready = (await province.call('receive.desk', {})).packages.filter((one) => one.outcome === 'pending');
  const stages = ready.map((one) => one.stage);
  watch.cancelAt('正在装入', (share) => share >= 4.5 / good);
  const taken = await watch.timed('take', () => province.call('receive.apply', { stages }));
  const there = count(taken.packages, 'received');
  claim(there > 0 && there < good, `broken off, ${there} of ${good} were taken`);
  claim(recordsOf(province) === there * records, 'a package was taken in part');
  const left = (await province.call('receive.desk', {})).packages.filter((one) => one.outcome === 'pending');
  claim(left.length === good - there, `${left.length} wait after ${there} were taken`);
  await watch.timed('take', () => province.call('receive.apply', { stages: left.map((one) => one.stage) }));
  claim(watch.rises('正在装入'), 'the taking does not tell how far it is');

  const ended = await outcomes(province);
  claim(ended.received === good && ended.refused === bad.length, `in the end: ${JSON.stringify(ended)}`);
  const { html } = await province.call('receive.list', {});
  for (const words of [`已装入 ${good} 个`, `不能收下 ${bad.length} 个`, `共 ${OFFICES_THAT_FILE.length} 个文件`])
    claim(html.includes(words), `the list does not say ${words}`);
  const { cities } = await province.call('receive.board', { period: '2020Q2' });
  claim(cities.filter((one) => one.receivedAt !== null).length === good, 'the board does not show what was taken');
  claim((await watch.timed('doctor', () => province.call('workspace.doctor', {}))).ok, 'the workspace is unsound');
  claim(recordsOf(province) === good * records, `${recordsOf(province)} records in place of ${good * records}`);
  return { wrong, took: watch.took, peak: watch.peak };
}

function recordsOf(office: TestOffice): number {
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
  const found = database.prepare('SELECT count(*) FROM project').pluck().get() as number;
  database.close();
  return found;
}

function count(packages: readonly Desk[], outcome: Desk['outcome']): number {
  return packages.filter((one) => one.outcome === outcome).length;
}

async function outcomes(province: TestOffice): Promise<Record<string, number>> {
  const { files } = await province.call('receive.sitting', {});
  const counts: Record<string, number> = {};
  for (const { desk } of files) counts[desk?.outcome ?? 'left'] = (counts[desk?.outcome ?? 'left'] ?? 0) + 1;
  return counts;
}

/** Looks at long work as a person at the window does: how far it is, and 取消 at some point. */
class Watch {
  readonly took: Record<string, number> = {};
  peak = 0;
  private readonly seen: EventPayload<'work.progress'>[] = [];
  private cancelling: ((progress: EventPayload<'work.progress'>) => boolean) | null = null;

  constructor(office: TestOffice) {
    office.onProgress = (progress) => {
      this.seen.push(progress);
      if (!this.cancelling?.(progress)) return;
      this.cancelling = null;
      void office.call('work.cancel', { work: progress.work });
    };
  }

  /** Cancels the next work of this label once it has come so far. */
  cancelAt(label: string, when: (share: number, total: number) => boolean): void {
    this.cancelling = (progress) =>
      progress.label === label &&
      !progress.finished &&
      progress.total > 0 &&
      when(progress.done / progress.total, progress.total);
  }

  /** Whether what was told of a work only grew, and in more than a few steps. */
  rises(label: string): boolean {
    const works = Map.groupBy(
      this.seen.filter((one) => one.label === label && !one.finished && one.total > 0),
      (one) => one.work,
    );
    return (
      works.size > 0 &&
      [...works.values()].every(
        (told) =>
          told.length > 2 && told.every((one, index) => index === 0 || one.done >= (told[index - 1]?.done ?? 0)),
      )
    );
  }

  async timed<T>(what: string, body: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const memory = setInterval(() => {
      this.peak = Math.max(this.peak, process.memoryUsage().rss);
    }, 200);
    try {
      return await body();
    } finally {
      clearInterval(memory);
      this.took[what] = (this.took[what] ?? 0) + performance.now() - begun;
    }
  }
}
