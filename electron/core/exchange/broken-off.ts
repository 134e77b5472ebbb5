import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sweepOrphans } from '../evidence/orphan-sweep.ts';
import { unnamedFileOf } from '../package/package-writer.ts';
import type { Session } from '../session.ts';
import { clearUnderway, readUnderway, type Underway } from '../workspace/underway.ts';
import { besideOf } from '../write-beside.ts';
import { keptTextsFolder } from './kept-text.ts';
import { coverFileOf, packageFileName } from './package-file-name.ts';
import { PackageSender } from './package-sender.ts';
import { ReceivedPackages } from './received-packages.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';
import { stagedFingerprints } from './waiting-packages.ts';
import { copiesOf } from './written-copies.ts';

type Sending = Extract<Underway, { kind: 'send' }>;

/** Takes back what an interrupted run left unfinished, and says in sentences what happened and what to do. */
export function settleBrokenOff(session: Session): readonly string[] {
  const { folder } = session.workspace;
  const underway = readUnderway(folder);
  const sending = underway.find((one): one is Sending => one.kind === 'send');
  // Looked up first: what was not written is gone once it is taken back.
  const packages = new SentPackages(session.workspace.database);
  const first = sending && packages.get(sending.id);
  const sent = first ? packages.filingOf(first) : [];
  new PackageSender(session).abandonUnfinished();
  if (sending) sweepTexts(session);
  // Evidence of a package whose examination was broken off belongs to nothing.
  if (underway.some((one) => one.kind === 'examine' || one.kind === 'receive')) sweepOrphans(session);
  const sentences = underway.map((one) => {
    if (one.kind === 'send') return tellSending(session, one, sent);
    if (one.kind === 'receive') return tellReceiving(session, one.stages);
    if (one.kind === 'undo') return tellUndoing(session, one.fingerprint);
    return '上次查验收到的文件时程序中断，台账没有改动。请在收件里继续查验，或重新选择文件。';
  });
  clearUnderway(folder);
  return sentences;
}

/** Texts of packages that were never recorded: the transaction that wrote them was broken off. */
function sweepTexts({ workspace }: Session): void {
  const kept = keptTextsFolder(workspace.folder);
  if (!existsSync(kept)) return;
  const known = new SentPackages(workspace.database).texts();
  for (const name of readdirSync(kept))
    if (!known.has(name)) rmSync(path.join(kept, name), { recursive: true, force: true });
}

function tellSending(session: Session, { folder, what }: Sending, sent: readonly SentPackage[]): string {
  const targetOf = (one: SentPackage) => path.join(folder, packageFileName(one));
  const [first] = sent;
  if (first) removed(besideOf(coverFileOf(targetOf(first))));
  if (!first || first.fingerprint === null) {
    const cleared =
      sent.filter((one) => removed(unnamedFileOf(targetOf(one)))).length > 0 ? '，写了一半的文件已清除' : '';
    return `上次传出${what}时程序中断，没有传出，内容已恢复到传出之前${cleared}。请重新传出。`;
  }
  const number = `${what}第 ${first.sequence} 号`;
  const written = sent.filter((one) => existsSync(targetOf(one)) || finishName(session, one, targetOf(one)));
  if (written.length === sent.length)
    return `上次传出${number}后程序中断。这个包已写好：${sent.map(targetOf).join('、')}，封面可重新打印。`;
  return `上次传出${number}时程序中断，这个包已记入历史，但文件没有写成。请从历史里重新写出，指纹相同。`;
}

/** A file that was read back and only lacks its name gets it; any other that was half written goes. */
function finishName({ workspace }: Session, sent: SentPackage, target: string): boolean {
  const partial = unnamedFileOf(target);
  try {
    if (copiesOf(workspace.database, sent.id).includes(digestOf(partial))) {
      renameSync(partial, target);
      return true;
    }
  } catch {
    // The medium is not there, or cannot be written.
  }
  removed(partial);
  return false;
}

function digestOf(file: string): string {
  const digest = createHash('sha256');
  const piece = new Uint8Array(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      digest.update(piece.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return digest.digest('hex');
}

function removed(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}

function tellReceiving(session: Session, stages: readonly string[]): string {
  const received = new ReceivedPackages(session.workspace.database);
  const taken = stages.filter((stage) => received.get(stage)?.outcome === 'received').length;
  const left = stages.length - taken;
  if (left === 0) return `上次装入 ${taken} 个包后程序中断。装入已经完成，不必重做。`;
  const waiting = new Set(stagedFingerprints(session));
  const where = stages.some((stage) => waiting.has(stage)) ? '还在收件里，可以再次装入' : '请重新选择文件装入';
  const done = taken > 0 ? `已装入 ${taken} 个，另外 ` : '';
  return `上次装入时程序中断，${done}${left} 个包没有装入任何内容，台账已恢复到装入它之前，${where}。`;
}

function tellUndoing({ workspace }: Session, fingerprint: string): string {
  const undone = new ReceivedPackages(workspace.database).get(fingerprint)?.outcome === 'undone';
  return undone
    ? '上次撤销装入后程序中断。撤销已经完成，不必重做。'
    : '上次撤销装入时程序中断，没有撤销任何内容，台账与撤销之前相同。可以再次撤销。';
}
