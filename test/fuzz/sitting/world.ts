import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inventProject } from '../../../electron/core/demo/invented-project.ts';
import { inventUnits } from '../../../electron/core/demo/invented-units.ts';
import { Random } from '../../../electron/core/demo/random.ts';
import { openSession } from '../../../electron/core/session.ts';
import { closeWorkspace, openWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { MIGRATIONS } from '../../bench/large-ledger.ts';
import { anotherCity, file } from '../../exchange/workspace/two-offices.ts';
import { TestOffice } from '../../support/office.ts';

/** The sixteen cities; 371200 is one no more. */
export const OFFICES_THAT_FILE = Array.from(
  { length: 17 },
  (_, index) => `37${String(index + 1).padStart(2, '0')}00`,
).filter((code) => code !== '371200');
/** A programme of which a unit may have any number, so that no warning asks for a reason. */
const UNLIMITED = ['municipal', 'nsf-general'];
const BATCH = 5000;

/** A province, and a folder with the packages of sixteen cities, two of them spoilt: a bit changed, the end cut off. */
export async function makePile(base: string, records: number, seed: number, onMade: (made: number) => void) {
  const province = await TestOffice.create(base, '370000');
  const stick = path.join(base, 'stick');
  mkdirSync(stick);
  const files: string[] = [];
  for (const [index, code] of OFFICES_THAT_FILE.entries()) {
    const city = await anotherCity(base, province, code);
    await city.call('workspace.close', {});
    await fill(city, records, seed + index);
    await city.call('workspace.open', { path: city.folder });
    files.push(await file(city, stick));
    city.close();
    // Only its package is wanted; sixteen ledgers would fill the disk.
    rmSync(city.folder, { recursive: true });
    onMade(index + 1);
  }
  const [changed = '', cut = ''] = [files[3], files[11]];
  const bytes = readFileSync(changed);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
  writeFileSync(changed, bytes);
  truncateSync(cut, Math.floor(readFileSync(cut).length * 0.7));
  return { province, stick, bad: [changed, cut] };
}

async function fill(city: TestOffice, records: number, seed: number): Promise<void> {
  const random = new Random(seed);
  const options = { environment: city.environment, migrationsDir: MIGRATIONS, onChanged: () => {} };
  const session = openSession(await openWorkspace(city.folder, options));
  const units = inventUnits(random, city.code, 0, 200);
  const register = registerById('project')!;
  for (let start = 0; start < records; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, records - start) }, (_, index) => {
      const invented = {
        programme: random.pick(UNLIMITED),
        year: random.whole(2019, 2020),
        month: random.whole(1, 11),
      };
      const number = `${invented.year}${city.code.slice(0, 4)}${String(start + index).padStart(6, '0')}`;
      return { values: inventProject(random, invented, units, number) as FieldValues };
    });
    session.workspace.work({ label: '装入', action: 'import' }, (work) =>
      session.writer.createMany(work, register, rows),
    );
  }
  closeWorkspace(session.workspace);
}
