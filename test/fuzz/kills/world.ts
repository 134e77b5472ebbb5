import { randomBytes } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addProjects, file, PERIOD, provinceAndCity } from '../../exchange/workspace/two-offices.ts';

/** Something that the command line does to a workspace and that may be broken off at any moment. */
export interface Deed {
  readonly name: 'submit' | 'receive' | 'reply' | 'undo';
  /** The workspace before it; every run works on a copy. */
  readonly folder: string;
  /** What follows the program's name; `out` is a folder of the run's own. */
  readonly argv: (folder: string, out: string) => readonly string[];
  /** What the next start says where nothing came of it, and where all of it did. */
  readonly says: { readonly before: RegExp; readonly after: RegExp };
}

const SENDING = { before: /没有传出，内容已恢复到传出之前/, after: /这个包已写好|文件没有写成/ } as const;

/** A city before its filing with evidence, and the province before it takes that, and after it did and judged it. */
export async function makeDeeds(base: string, records: number): Promise<readonly Deed[]> {
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, ...Array.from({ length: records }, (_, index) => index + 1));
  const scan = path.join(base, 'scan.pdf');
  writeFileSync(scan, Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(300_000)]));
  await city.call('evidence.attach', { id: ids[0] ?? '', paths: [scan] });
  const still = async (office: typeof city, name: string) => {
    await office.call('workspace.close', {});
    cpSync(office.folder, path.join(base, name), { recursive: true });
    await office.call('workspace.open', { path: office.folder });
    return path.join(base, name);
  };
  const drafts = await still(city, 'drafts');
  const written = await file(city, base);
  const waiting = await still(province, 'waiting');
  const [taken] = await province.receive(written);
  const received = await still(province, 'received');
  const half = Math.ceil(ids.length / 2);
  await province.call('review.decide', { ids: ids.slice(0, half), verdict: 'accept' });
  await province.call('review.decide', { ids: ids.slice(half), verdict: 'return', comment: '请补充' });
  const judged = await still(province, 'judged');
  province.close();
  city.close();
  return [
    {
      name: 'submit',
      folder: drafts,
      argv: (folder, out) => ['submit', '--workspace', folder, '--period', PERIOD, '--out', out],
      says: SENDING,
    },
    {
      name: 'receive',
      folder: waiting,
      argv: (folder) => ['receive', '--workspace', folder, written],
      says: { before: /没有装入任何内容|查验收到的文件时程序中断，台账没有改动/, after: /装入已经完成/ },
    },
    {
      name: 'reply',
      folder: judged,
      argv: (folder, out) => ['reply', '--workspace', folder, '--to', city.code, '--out', out],
      says: SENDING,
    },
    {
      name: 'undo',
      folder: received,
      argv: (folder) => ['desk', 'undo', taken?.fingerprint ?? '', '--workspace', folder],
      says: { before: /没有撤销任何内容/, after: /撤销已经完成/ },
    },
  ];
}
