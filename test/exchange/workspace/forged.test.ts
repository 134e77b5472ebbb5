import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { parseMinisignSecretKey } from '../../../electron/core/package/minisign.ts';
import { writePackage } from '../../../electron/core/package/package-writer.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, anotherCity, codesOf, contentOf, file, provinceAndCity } from './two-offices.ts';

type Parts = Map<string, string>;

/** Writes the city's last package anew with other content, under its own true key: what a forger with the key could do. */
async function forge(
  city: TestOffice,
  target: string,
  change: (parts: Parts, manifest: PackageManifest) => void,
): Promise<string> {
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'), { readonly: true });
  const setting = (name: string) =>
    String(database.prepare('SELECT value FROM setting WHERE name = ?').pluck().get(name));
  const sent = database.prepare('SELECT id, manifest FROM sent_package ORDER BY sequence DESC LIMIT 1').get() as {
    id: string;
    manifest: string;
  };
  const recipient = String(
    database.prepare("SELECT age_recipient FROM office_key WHERE office = '370000'").pluck().get(),
  );
  const signer = parseMinisignSecretKey(setting('minisign_secret_key'));
  database.close();
  if (!signer) throw new Error('no key');
  const folder = path.join(city.folder, 'packages', sent.id);
  const parts: Parts = new Map();
  for (const name of readdirSync(folder)) {
    const one = path.join(folder, name);
    if (statSync(one).isDirectory())
      for (const inner of readdirSync(one)) parts.set(`${name}/${inner}`, readFileSync(path.join(one, inner), 'utf8'));
    else parts.set(name, readFileSync(one, 'utf8'));
  }
  const manifest = JSON.parse(sent.manifest) as PackageManifest;
  change(parts, manifest);
  await writePackage({
    target,
    recipients: [recipient],
    manifest,
    signer,
    entries: [...parts].map(([name, text]) => ({
      path: name,
      source: {
        chunks: async function* () {
          yield Buffer.from(text);
        },
      },
    })),
  });
  return target;
}

function changeLine(
  parts: Parts,
  change: (line: Record<string, never>) => void,
  part = 'records/project.ndjson',
): void {
  const lines = (parts.get(part) ?? '').trimEnd().split('\n');
  const line = JSON.parse(lines[0] ?? '{}') as Record<string, never>;
  change(line);
  lines[0] = JSON.stringify(line);
  parts.set(part, `${lines.join('\n')}\n`);
}

// biome-ignore lint/suspicious/noExplicitAny: a forger's hand knows no types
type Loose = any;

const CASES: [string, string, (parts: Parts, manifest: PackageManifest) => void][] = [
  [
    'text in a money column',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.fields.totalFunds[0][2] = '一千万';
      }),
  ],
  [
    'a number in a text column',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.fields.name[0][2] = 5;
      }),
  ],
  [
    'text in a code list',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.fields.techField[0][2] = 'ai';
      }),
  ],
  [
    'another office’s record',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.owner = '370300';
      }),
  ],
  [
    'a filing by another office',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].office = '370300';
      }),
  ],
  [
    'a filing whose content is not what its digest says',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].content = '{"fields":{},"tables":{}}';
      }),
  ],
  [
    'a filing whose content cannot be read',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].content = 'nonsense';
        line.filings[0].digest = createHash('sha256').update('nonsense').digest('hex');
      }),
  ],
  [
    'a filing with a counter out of the world',
    'FORMAT_NUMBER',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].dot[0] = 9_000_000_000_000_000;
      }),
  ],
  [
    'an edit by no office',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        for (const key of Object.keys(line.edits)) line.edits[key][2] = 'nobody';
      }),
  ],
  [
    'a record twice',
    'FORMAT_INVALID',
    (parts) => {
      const text = parts.get('records/project.ndjson') ?? '';
      parts.set('records/project.ndjson', `${text}${text}`);
    },
  ],
  [
    'a register of a newer version',
    'FORMAT_NEWER',
    (parts) => {
      parts.set('records/satellite.ndjson', '{}\n');
    },
  ],
  [
    'a verdict of its own',
    'FORMAT_INVALID',
    (parts) => parts.set('reviews.ndjson', review(parts, { verdict: 'accept', office: '370200' })),
  ],
  [
    'a verdict in the province’s name',
    'FORMAT_INVALID',
    (parts) => parts.set('reviews.ndjson', review(parts, { verdict: 'accept', office: '370000' })),
  ],
  [
    'an unlocking with a counter out of the world',
    'FORMAT_NUMBER',
    (parts) =>
      parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', dot: [8_000_000_000_000_000, 'abcdefghjk'] })),
  ],
  [
    'an unlocking of a record of no register',
    'FORMAT_INVALID',
    (parts) =>
      parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', record: 'satellite-1', register: 'satellite' })),
  ],
];

function review(parts: Parts, more: object): string {
  const line = JSON.parse((parts.get('records/project.ndjson') ?? '').split('\n')[0] ?? '{}') as Loose;
  const { id } = line.record;
  return `${JSON.stringify({
    id: 'review-forged',
    record: id,
    register: 'project',
    round: 1,
    digest: line.filings[0].digest,
    dot: [99, 'abcdefghjk'],
    at: '2020-07-02T01:00:00.000Z',
    office: '370200',
    officer: '经办',
    ...more,
  })}\n`;
}

test.each(CASES)('%s is refused whole', async (_, code, change) => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1, 2);
  await file(city, base);
  const forged = await forge(city, path.join(base, 'forged.tzb'), change);
  const before = contentOf(province);
  const [refused] = (await province.call('receive.examine', { paths: [forged] })).packages;
  expect(refused?.outcome).toBe('refused');
  expect(codesOf(refused)).toContain(code);
  expect(contentOf(province)).toBe(before);
});

test('what the forger writes unchanged is taken: the refusals above are for their content', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1, 2);
  await file(city, base);
  const same = await forge(city, path.join(base, 'same.tzb'), () => {});
  expect((await province.receive(same))[0]?.outcome).toBe('received');
});

test('an unlocking of another city’s record is refused', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  const [foreign = ''] = await addProjects(other, 7);
  await province.receive(await file(other, base));
  await addProjects(city, 1);
  await file(city, base);
  const forged = await forge(city, path.join(base, 'forged.tzb'), (parts) =>
    parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', record: foreign })),
  );
  const [refused] = (await province.call('receive.examine', { paths: [forged] })).packages;
  expect(codesOf(refused)).toEqual(['FORMAT_INVALID']);
});
