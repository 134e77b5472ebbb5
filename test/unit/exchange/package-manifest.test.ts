import { describe, expect, it } from 'vitest';
import { readPackageManifest } from '../../../shared/exchange/package-manifest.ts';

const FINGERPRINT = 'a'.repeat(64);

const manifest = (changes: Record<string, unknown> = {}) => ({
  formatVersion: { major: 1, minor: 0 },
  kind: 'submission',
  from: '370200',
  to: '370000',
  plan: 'sd-it-2019-2021',
  period: '2020Q2',
  sequence: 6,
  previous: FINGERPRINT,
  base: FINGERPRINT,
  baseSequence: 5,
  acknowledges: [{ sequence: 3, fingerprint: FINGERPRINT }],
  createdAt: '2020-07-03T09:02:03+08:00',
  officer: '王芳',
  generator: 'taizhang 0.1.0',
  counts: { project: 2 },
  nilReports: [{ register: 'platform', reason: '本期无新增' }],
  keys: {
    ageRecipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    minisignPublicKey: 'RWSykcYUNgWmSWo/toV70rM6kAVSshWRSuRsYDdQJbv8Maf1dMyYLQza',
  },
  ...changes,
});

describe('package.json', () => {
  it('is read with all that it says, known or not', () => {
    const value = manifest({
      later: { deep: true },
      acknowledges: [{ sequence: 1, fingerprint: FINGERPRINT, at: 'x' }],
    });
    expect(readPackageManifest(value)).toEqual({ ok: true, manifest: value, newerMinor: false });
    const newer = manifest({ formatVersion: { major: 1, minor: 3 } });
    expect(readPackageManifest(newer)).toMatchObject({ ok: true, newerMinor: true });
  });

  it('of a newer major version is recognised whatever else it holds', () => {
    expect(readPackageManifest({ formatVersion: { major: 2 } })).toEqual({ ok: false, code: 'FORMAT_NEWER' });
  });

  it.each([
    ['kind', 'letter'],
    ['from', '../x'],
    ['to', null],
    ['plan', 'a b'],
    ['period', '2020Q5'],
    ['sequence', 1.5],
    ['sequence', 0],
    ['previous', 'abc'],
    ['baseSequence', null],
    ['acknowledges', {}],
    ['part', { number: 3, of: 2 }],
    ['createdAt', '2020-07-03'],
    ['generator', 'two\nlines'],
    ['counts', { project: -1 }],
    ['keys', { ageRecipient: 'age1x', minisignPublicKey: 'RW' }],
    ['formatVersion', { major: 0, minor: 0 }],
  ])('with %s %j is invalid', (key, value) => {
    expect(readPackageManifest(manifest({ [key]: value }))).toMatchObject({ ok: false, code: 'FORMAT_INVALID' });
  });

  it.each([[null], ['x'], [[]]])('is not %j', (value) => {
    expect(readPackageManifest(value)).toMatchObject({ ok: false, code: 'FORMAT_INVALID' });
  });

  it('goes to every office only as a baseline, may be a part, and need not name a period', () => {
    for (const changes of [
      { kind: 'baseline', to: null },
      { part: { number: 2, of: 2, id: 'a1' } },
      { period: null },
    ]) {
      expect(readPackageManifest(manifest(changes)).ok).toBe(true);
    }
  });
});

it('says of what only a newer minor version can mean that it is newer, not wrong', () => {
  expect(readPackageManifest(manifest({ formatVersion: { major: 1, minor: 7 }, kind: 'letter' }))).toMatchObject({
    ok: false,
    code: 'FORMAT_NEWER',
  });
  expect(readPackageManifest(manifest({ kind: 'letter' }))).toMatchObject({ ok: false, code: 'FORMAT_INVALID' });
  expect(readPackageManifest(manifest({ formatVersion: { major: 1 } }))).toMatchObject({ code: 'FORMAT_INVALID' });
});
