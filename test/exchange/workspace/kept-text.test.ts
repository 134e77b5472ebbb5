import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { noiseText } from './bulky.ts';
import { PERIOD, provinceAndCity } from './two-offices.ts';

const MODULE = path.resolve('electron/core/exchange/kept-text.ts');

test('a disk that takes text only in part refuses it, and nothing of it stays', () => {
  const folder = path.join(temporaryFolder(), 'text');
  const script = `
    const { TextWriter } = await import(${JSON.stringify(MODULE)});
    const text = new TextWriter(${JSON.stringify(folder)});
    text.line('comments.ndjson', 'short');
    text.line('reviews.ndjson', 'x'.repeat(6000));
    try { text.close(); console.log('taken') } catch (error) { console.log(error.code); text.discard() }`;
  // No file may grow beyond 4 KiB: the last write of 6001 bytes writes 4096.
  const said = execFileSync(
    'bash',
    ['-c', 'ulimit -f 4; exec "$0" --input-type=module -e "$1"', process.execPath, script],
    { encoding: 'utf8' },
  );
  expect(said.trim()).toBe('EFBIG');
  expect(existsSync(folder)).toBe(false);
});

test('a filing that cannot be split as wanted leaves no text behind', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const refused = await city.refusal('filing.write', {
    period: PERIOD,
    folder: base,
    partSize: 16_384,
    alsoFor: Array.from({ length: 20 }, (_, index) => `age1other${index}`),
    nilReason: noiseText(7, 500),
  });
  expect(refused.code).toBe('PART_TOO_SMALL');
  const kept = path.join(city.folder, 'packages');
  expect(existsSync(kept) ? readdirSync(kept) : []).toEqual([]);
  expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(1);
});
