import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DeskPackage, SittingFile } from '../../../shared/contract/receive-calls.ts';
import { today } from '../environment.ts';
import type { Session } from '../session.ts';
import type { Pile, SkippedFile } from './pile.ts';
import { NO_FINDINGS } from './refused-desk.ts';
import { deskFiles } from './waiting-packages.ts';

/** What was put on the desk in one day, file by file, as it was examined; null where it has not been yet. */
export interface Sitting {
  readonly day: string;
  readonly officer: string;
  readonly files: readonly { readonly file: string; readonly desk: DeskPackage | null }[];
  readonly skipped: readonly SkippedFile[];
}

/** More of what was passed over is counted, not named. */
const SKIPPED_NAMED = 200;

/**
 * The list of a sitting at the receiving desk, in a file of the workspace's folder, written after every package: where it was broken off
 * it goes on. It is about files, not about the ledger, so it stands outside the database.
 */
export class SittingList {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** The present or last sitting; null before the first. */
  read(): Sitting | null {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Sitting;
    } catch {
      // None yet, or half written by a power cut: the packages themselves wait in their stages.
      return null;
    }
  }

  /** Puts files on the list; a new day begins a new list once nothing of the old one is left to look at. */
  add({ files, skipped }: Pile): void {
    const { workspace } = this.session;
    const day = today(workspace.environment);
    const former = this.read();
    const goesOn = former && (former.day === day || former.files.some((one) => one.desk === null));
    const kept = goesOn ? former.files.filter((one) => !files.includes(one.file)) : [];
    this.write({
      day: goesOn ? former.day : day,
      officer: workspace.officer,
      files: [...kept, ...files.map((file) => ({ file, desk: null }))],
      skipped: [...(goesOn ? former.skipped : []), ...skipped].slice(-SKIPPED_NAMED),
    });
  }

  /** Writes down what was found of a file. */
  note(file: string, desk: DeskPackage): void {
    const sitting = this.read();
    if (!sitting) return;
    this.write({ ...sitting, files: sitting.files.map((one) => (one.file === file ? { file, desk } : one)) });
  }

  /** Takes a file off the list: it need not be looked at, or told of, any more. */
  drop(file: string): void {
    const sitting = this.read();
    if (sitting) this.write({ ...sitting, files: sitting.files.filter((one) => one.file !== file) });
  }

  /** What became of every file by now. */
  outcomes(): readonly SittingFile[] {
    const onDesk = new Map(deskFiles(this.session).map((desk) => [desk.stage, desk]));
    return (this.read()?.files ?? []).map(({ file, desk }): SittingFile => {
      if (desk === null) return { file, desk: null, laidAside: false };
      const now = onDesk.get(desk.stage);
      const lasts = desk.outcome === 'refused' || desk.outcome === 'unchanged';
      return { file, desk: { ...NO_FINDINGS, ...desk, ...now, file }, laidAside: now === undefined && !lasts };
    });
  }

  private get file(): string {
    return path.join(this.session.workspace.folder, 'receiving.json');
  }

  private write(sitting: Sitting): void {
    writeFileSync(`${this.file}.part`, JSON.stringify(sitting), { flush: true });
    renameSync(`${this.file}.part`, this.file);
  }
}
