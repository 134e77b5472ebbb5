import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, Scratch } from './package-fixture.ts';

const MEGABYTE = 1024 * 1024;
const EVIDENCE_MEGABYTES = 200;
const GROWTH_AT_MOST = 110;

const scratch = new Scratch();
let digest: string;

beforeAll(() => {
  const descriptor = openSync(scratch.join('evidence'), 'w');
  const hash = createHash('sha256');
  const chunk = randomFillSync(Buffer.alloc(MEGABYTE));
  for (let count = 0; count < EVIDENCE_MEGABYTES; count += 1) {
    chunk.writeUInt32LE(count, 0);
    hash.update(chunk);
    writeSync(descriptor, chunk);
  }
  closeSync(descriptor);
  digest = hash.digest('hex');
});
afterAll(() => scratch.remove());

/** In a process of its own, so that the peak is that of the work alone. */
it('writes and reads 200 MB of evidence and 100 MB of records without holding them', () => {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = scratch.write(
    'memory.mjs',
    `import { manifestFrom, officeKeys } from ${from('./package-fixture.ts')};
     import { writePackage } from ${from('../../support/write-package.ts')};
     import { openPackage } from ${from('../../../electron/core/package/package-reader.ts')};
     const city = await officeKeys('370200');
     const before = process.memoryUsage.rss();
     let peak = before;
     const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 5);
     async function* lines() {
       for (let id = 0; id < 100_000; id += 1) yield Buffer.from(JSON.stringify({ id, text: String(id).repeat(200).slice(0, 1000) }) + '\\n');
     }
     const target = ${JSON.stringify(scratch.join('large.tzb'))};
     await writePackage({
       target,
       entries: [
         { path: 'records/project.ndjson', source: { chunks: lines } },
         { path: 'evidence/' + process.argv[2], source: { file: ${JSON.stringify(scratch.join('evidence'))} } },
       ],
       manifest: manifestFrom(city), signer: city.signer, recipients: [city.recipient],
     });
     const result = await openPackage(target, { identities: [city.identity], tempDir: ${JSON.stringify(scratch.path)} });
     if (!result.ok) throw new Error(JSON.stringify(result.problems));
     let count = 0;
     for await (const line of result.package.readLines('data/records/project.ndjson')) count += line.id >= 0 ? 1 : 0;
     let bytes = 0;
     for await (const chunk of result.package.openEntry('data/evidence/' + process.argv[2])) bytes += chunk.length;
     await result.package.close();
     clearInterval(timer);
     console.log(JSON.stringify({ count, bytes, growth: Math.round((peak - before) / ${MEGABYTE}) }));`,
  );
  const result = JSON.parse(run(process.execPath, [script, digest]));
  expect(result).toMatchObject({ count: 100_000, bytes: EVIDENCE_MEGABYTES * MEGABYTE });
  expect(result.growth).toBeLessThan(GROWTH_AT_MOST);
});
