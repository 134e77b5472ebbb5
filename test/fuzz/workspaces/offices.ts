import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { restoreBackup } from '../../../electron/core/workspace/backup.ts';
import { addBulky, noiseText } from '../../exchange/workspace/bulky.ts';
import { file, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice } from '../../support/office.ts';
import type { Step } from './steps.ts';

const PERIOD = '2020Q2';
/** Everything a kept machine's folder holds must be copied as it lies, closed. */
const MOST_MACHINES = 4;

interface Machine {
  readonly name: string;
  office: TestOffice;
}

interface Parcel {
  readonly file: string;
  readonly to: string;
  readonly kind: 'submission' | 'reply';
  readonly fingerprint: string;
}

/** So small that two records do not fit into one part. */
const PART = 16_384;

/** The workspaces of a start, by the names of their folders. */
const START = [
  { folder: '370000', code: '370000', name: '省厅' },
  { folder: '370200', code: '370200', name: '青岛' },
  { folder: 'second', code: '370200', name: '青岛乙机' },
] as const;

/**
 * A province, a city and the city's second machine that hold the same two filed projects, closed, and a backup of each: every
 * history starts from a copy of them.
 */
export async function makeStart(folder: string): Promise<void> {
  const { province, city } = await provinceAndCity(folder);
  const ids = await addBulky(city, 1, 2);
  await province.receive(await file(city, folder));
  // Something to settle from the first step on.
  for (const [office, value] of [
    [city, '市改'],
    [province, '省改'],
  ] as const)
    await office.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value }] });
  await province.receive(await file(city, folder));
  for (const office of [province, city]) await office.call('workspace.backup', { path: backupOf(folder, office.code) });
  restoreBackup(backupOf(folder, '370200'), path.join(folder, 'second'), 'taizhang.db');
  province.close();
  city.close();
}

function backupOf(folder: string, code: string): string {
  return path.join(folder, `${code}.db`);
}

/** Real workspaces with their files, and the packages that were written between them. */
export class Offices {
  readonly machines: Machine[] = [];
  readonly parcels: Parcel[] = [];
  readonly backups: { readonly machine: Machine; readonly file: string }[] = [];
  readonly script: string[] = [];
  /** Settlings, as the versions they ended and the state that ended them. */
  provinceForgot = false;
  /** One machine an office: what travels of itself must then be enough. */
  private readonly alone: boolean;
  private readonly folder: string;
  private made = 0;
  private seconds = 0;

  private constructor(folder: string, alone: boolean) {
    this.folder = folder;
    this.alone = alone;
  }

  /** Opens copies of the start's workspaces in a folder of their own. */
  static async open(start: string, folder: string, alone: boolean): Promise<Offices> {
    const offices = new Offices(folder, alone);
    for (const { folder: from, code, name } of alone ? START.slice(0, 2) : START) {
      const to = path.join(folder, from);
      cpSync(path.join(start, from), to, { recursive: true });
      const machine = { name, office: await offices.openAt(to, code) };
      offices.machines.push(machine);
      offices.backups.push({ machine, file: backupOf(start, code) });
    }
    return offices;
  }

  get province(): Machine {
    return this.machines[0]!;
  }

  get cities(): readonly Machine[] {
    return this.machines.slice(1);
  }

  close(): void {
    for (const { office } of this.machines) office.close();
  }

  /** Does a step if it can be done; what the application refuses is left undone and said. */
  async take(step: Step): Promise<void> {
    try {
      const sentence = await this.act(step);
      if (sentence) this.say(sentence);
    } catch (error) {
      const refusal = /^[a-z.-]+: ([A-Z_]+) /.exec((error as Error).message)?.[1];
      if (!refusal || refusal === 'INTERNAL') throw error;
      this.say(`${step.kind} 被拒：${refusal}`);
    }
  }

  say(sentence: string): void {
    this.script.push(`${this.script.length + 1}. ${sentence}`);
  }

  private async openAt(folder: string, code: string): Promise<TestOffice> {
    this.made += 1;
    const office = await TestOffice.open(folder, code, { seed: 1000 + this.made });
    return office;
  }

  /** Wall clocks go where they like: forwards by turns, and back by years. */
  private tick(machine: Machine): void {
    this.seconds += 1;
    const wrong = this.seconds % 3 === 0 ? -1 : 1;
    machine.office.environment.setClock(
      new Date(Date.UTC(2020, 6, 3) + wrong * this.seconds * 86_400_000).toISOString(),
    );
  }

  private async act(step: Step): Promise<string | undefined> {
    const machine = 'at' in step ? pick(await this.actors(step), step.at) : this.province;
    if (!machine) return undefined;
    this.tick(machine);
    const { office, name } = machine;
    switch (step.kind) {
      case 'create': {
        this.made += 1;
        const { id } = await office.call('record.create', {
          register: 'project',
          values: projectValues(100 + this.made, { summary: noiseText(this.made, 1900) }),
        });
        return `${name}新增 ${id}`;
      }
      case 'edit': {
        const id = pick(await this.ids(office), step.record);
        if (!id) return undefined;
        const { place, value } = step;
        const row = { table: 'participants', rowId: 'person-1' };
        const change =
          place === 'person'
            ? { ...row, field: 'name', value }
            : place === 'person-gone'
              ? { ...row, live: false }
              : { field: place, value };
        await office.call('record.edit', { id, changes: [change] });
        return `${name}改 ${id}：${place} ${value}`;
      }
      case 'withdraw': {
        const id = pick(await this.ids(office), step.record);
        if (!id) return undefined;
        await office.call('record.delete', { ids: [id], reason: '不再实施' });
        return `${name}撤回 ${id}`;
      }
      case 'settle': {
        const { conflicts } = await office.call('conflict.list', {});
        const conflict = pick(conflicts, step.conflict);
        if (!conflict) return undefined;
        const { id, field, table, rowId } = conflict;
        const take = step.take % conflict.values.length;
        await office.call('conflict.settle', { id, field, table, rowId, take });
        return `${name}裁定 ${id} 的「${conflict.label}」为 ${conflict.values[take]?.shown}`;
      }
      case 'settle-many': {
        const { settled } = await office.call('conflict.settle-many', { take: step.take });
        return settled > 0 ? `${name}按 ${step.take} 裁定 ${settled} 处` : undefined;
      }
      case 'undo':
        return `${name}撤销：${(await office.call('act.undo', {})).label}`;
      case 'redo':
        return `${name}重做：${(await office.call('act.redo', {})).label}`;
      case 'unlock': {
        const locked = (await office.list('project')).filter((row) => row.locked);
        const id = pick(locked, step.record)?.id;
        if (!id) return undefined;
        await office.call('record.unlock', { ids: [id], reason: '更正' });
        return `${name}解锁 ${id}`;
      }
      case 'answer': {
        const { comments } = await office.call('comment.list', { state: 'open' });
        const thread = pick(comments, step.record)?.thread;
        if (!thread) return undefined;
        await office.call('comment.answer', { thread, text: '已改' });
        return `${name}答复意见`;
      }
      case 'review': {
        const { rows } = await office.call('review.queue', {});
        const id = pick(rows, step.record)?.id;
        if (!id) return undefined;
        const { verdict } = step;
        const comment = verdict === 'return' ? { comment: '请核对' } : {};
        const { decided } = await office.call('review.decide', { ids: [id], verdict, ...comment });
        return decided > 0 ? `${name}${verdict === 'accept' ? '通过' : '退回'} ${id}` : undefined;
      }
      case 'file':
        return `${name}${await this.file(machine, { split: step.split })}`;
      case 'meet': {
        // Of parts the last is handed over, and the others come when they come.
        await this.file(machine, { split: step.split });
        await this.receive(this.province, this.parcels.at(-1)!, false);
        await this.reply({ split: step.split });
        await this.receive(machine, this.parcels.at(-1)!, false);
        return `${name}报送，省厅装入并批复，${name}装入`;
      }
      case 'reply':
        return this.reply({ full: step.full, split: step.split });
      case 'receive': {
        const mine = this.parcels.filter(({ to }) => to === office.code);
        const parcel = mine.at(-1 - (step.file % Math.max(1, mine.length)));
        return parcel && this.receive(machine, parcel, step.undo);
      }
      case 'backup': {
        const target = path.join(this.fresh('backup'), 'backup.db');
        await office.call('workspace.backup', { path: target });
        this.backups.push({ machine, file: target });
        return `${name}做了备份`;
      }
      case 'set-back': {
        const backup = pick(this.backups, step.backup);
        // A city alone that forgets what it wrote has nobody to have it back from but a full reply.
        if (!backup || (this.alone && backup.machine.office.code !== '370000')) return undefined;
        const to = path.join(this.fresh('restored'), 'workspace');
        const { code } = backup.machine.office;
        backup.machine.office.close();
        const next = await this.restored(backup.file, to, code);
        backup.machine.office = next;
        if (code === '370000') this.provinceForgot = true;
        return `${backup.machine.name}退回到备份`;
      }
      case 'copy': {
        if (this.alone || office.code === '370000' || this.machines.length >= MOST_MACHINES) return undefined;
        const backup = path.join(this.fresh('copied'), 'backup.db');
        await office.call('workspace.backup', { path: backup });
        const to = path.join(path.dirname(backup), 'workspace');
        this.machines.push({ name: `${name}乙机`, office: await this.restored(backup, to, office.code) });
        return `${name}的台账复制到另一台机器`;
      }
    }
  }

  /** The machines at which a step can happen at all. */
  private async actors(step: Step): Promise<readonly Machine[]> {
    const { kind } = step;
    if (kind === 'create' || kind === 'file' || kind === 'meet' || kind === 'answer') return this.cities;
    const able: Machine[] = [];
    for (const machine of this.machines) {
      const { undo, redo } = await machine.office.call('act.state', {});
      const conflicts = async () => (await machine.office.call('conflict.list', {})).all;
      if (kind === 'undo' ? undo : kind === 'redo' ? redo : !kind.startsWith('settle') || (await conflicts()) > 0)
        able.push(machine);
    }
    return able;
  }

  private async restored(backup: string, to: string, code: string): Promise<TestOffice> {
    restoreBackup(backup, to, 'taizhang.db');
    return this.openAt(to, code);
  }

  private fresh(what: string): string {
    this.made += 1;
    const folder = path.join(this.folder, `${what}-${this.made}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private async ids(office: TestOffice): Promise<readonly string[]> {
    return (await office.list('project')).map((row) => row.id).sort();
  }

  private async file(machine: Machine, { full = false, split = false }: Writing): Promise<string> {
    const { office } = machine;
    const partSize = split ? PART : null;
    const { parts } = await office.call('filing.write', {
      period: PERIOD,
      folder: this.fresh('stick'),
      full,
      partSize,
    });
    for (const { file: written, fingerprint } of parts)
      this.parcels.push({ file: written, to: '370000', kind: 'submission', fingerprint });
    return `写出${full ? '全量' : ''}报送包${parts.length > 1 ? `，分 ${parts.length} 部分` : ''}`;
  }

  private async reply({ full = false, split = false }: Writing): Promise<string> {
    const folder = this.fresh('stick');
    const partSize = split ? PART : null;
    const { packages } = await this.province.office.call('reply.write', { to: ['370200'], folder, full, partSize });
    const parts = packages.flatMap((one) => one.parts);
    for (const { file: written, fingerprint } of parts)
      this.parcels.push({ file: written, to: '370200', kind: 'reply', fingerprint });
    return `省厅写出${full ? '全量' : ''}批复包${parts.length > 1 ? `，分 ${parts.length} 部分` : ''}`;
  }

  async receive({ office, name }: Machine, parcel: Parcel, undo: boolean): Promise<string> {
    const number = this.parcels.indexOf(parcel);
    const [taken] = await office.receive(parcel.file);
    if (!taken || taken.outcome === 'refused')
      throw new Error(`${name}没有装入第 ${number} 号包：${JSON.stringify(taken?.problems)}`);
    if (!undo) return `${name}装入第 ${number} 号包`;
    await office.call('receive.undo', { fingerprint: parcel.fingerprint });
    return `${name}装入第 ${number} 号包又整包撤销`;
  }

  /**
   * Everybody gives everybody what there is, and all of it arrives: in full, twice, so that what one machine learned in the first round
   * reaches the others; or, one machine an office, whatever they find needful by themselves.
   */
  async exchangeFully(): Promise<void> {
    for (let round = 0; round < (this.alone ? 4 : 2); round += 1) {
      const writing = { full: !this.alone, split: round % 2 === 0 };
      for (const city of this.cities) await this.handOver(this.province, () => this.file(city, writing));
      const from = this.parcels.length;
      await this.reply(writing);
      const replies = this.parcels.slice(from);
      for (const city of this.cities) for (const parcel of replies) await this.receive(city, parcel, false);
    }
  }

  private async handOver(to: Machine, write: () => Promise<string>): Promise<void> {
    const from = this.parcels.length;
    await write();
    for (const parcel of this.parcels.slice(from).reverse()) await this.receive(to, parcel, false);
  }
}

interface Writing {
  readonly full?: boolean;
  readonly split?: boolean;
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list.length === 0 ? undefined : list[at % list.length];
}
