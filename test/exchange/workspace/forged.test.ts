import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { temporaryFolder } from '../../support/office.ts';
import { changeLine, forge, type Parts } from './forge.ts';
import { addProjects, anotherCity, codesOf, contentOf, file, provinceAndCity } from './two-offices.ts';

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
    'a field that this version does not have, from a sender of this version',
    'FORMAT_NEWER',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.fields.orbit = line.record.fields.name;
      }),
  ],
  [
    'a child table that this version does not have',
    'FORMAT_NEWER',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.tables.launches = { l1: { live: line.record.live, fields: {} } };
      }),
  ],
  [
    'a field of a child row that this version does not have',
    'FORMAT_NEWER',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.record.tables.evidence = { e1: { live: line.record.live, fields: { lens: line.record.fields.name } } };
      }),
  ],
  [
    'a filing of no period',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].period = '2020Q2\u0007';
      }),
  ],
  [
    'a filing at no time',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].at = '2020-13-45T99:00:00Z';
      }),
  ],
  [
    'an edit at no time',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        for (const key of Object.keys(line.edits)) line.edits[key][0] = '昨天';
      }),
  ],
  [
    'an unlocking at no time',
    'FORMAT_INVALID',
    (parts) => parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', at: '' })),
  ],
  [
    'a member of a line that nobody reads',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.seal = '省厅';
      }),
  ],
  [
    'a member of a filing that nobody reads',
    'FORMAT_INVALID',
    (parts) =>
      changeLine(parts, (line: Loose) => {
        line.filings[0].seal = '省厅';
      }),
  ],
  [
    'a member of a verdict that nobody reads',
    'FORMAT_INVALID',
    (parts) => parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', seal: '省厅' })),
  ],
  ['a file of no kind', 'FORMAT_NEWER', (parts) => parts.set('extra/notes.txt', '附言')],
  ['a list of records of no possible register', 'FORMAT_NEWER', (parts) => parts.set('records/2020.ndjson', '')],
  [
    'a file of a kind that even a newer version could not add',
    'FORMAT_NEWER',
    (parts, manifest) => {
      manifest.formatVersion = { major: 1, minor: 9 };
      parts.set('letters.ndjson', '{}\n');
    },
  ],
  [
    'a record of a register of a newer version, under another name than its file’s',
    'FORMAT_INVALID',
    (parts, manifest) => {
      manifest.formatVersion = { major: 1, minor: 9 };
      parts.set('records/satellite.ndjson', parts.get('records/project.ndjson') ?? '');
    },
  ],
  [
    'a verdict of a newer version about another register’s record',
    'FORMAT_INVALID',
    (parts, manifest) => {
      manifest.formatVersion = { major: 1, minor: 9 };
      parts.set('reviews.ndjson', review(parts, { verdict: 'unlock', register: 'satellite' }));
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
