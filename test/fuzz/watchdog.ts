import { Worker } from 'node:worker_threads';

const SECONDS_AT_MOST = 60;

const SOURCE = `
  const { workerData } = require('node:worker_threads');
  const at = new Int32Array(workerData.shared);
  let last = -1;
  setInterval(() => {
    const now = Atomics.load(at, 0);
    if (now === last) {
      require('node:fs').writeSync(2, workerData.what + ' ' + now + ' does not end\\n');
      process.kill(process.pid, 'SIGKILL');
    }
    last = now;
  }, workerData.milliseconds);
`;

/** Ends the whole process, saying where it stood, when work that blocks it stays at one number for a minute. */
export class Watchdog {
  private readonly at: Int32Array;
  private readonly worker: Worker;

  constructor(what: string) {
    const shared = new SharedArrayBuffer(4);
    this.at = new Int32Array(shared);
    const workerData = { shared, what, milliseconds: SECONDS_AT_MOST * 1000 };
    this.worker = new Worker(SOURCE, { eval: true, workerData });
  }

  /** The work has come to this number. */
  see(number: number): void {
    Atomics.store(this.at, 0, number);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
