import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { runTz, tz, tzJson } from './run-tz.ts';

interface Refusal {
  error: { code: string; message: string; details?: unknown[] };
}

describe('the command line refuses', () => {
  it.each([
    [['nonsense']],
    [['list', '--register', 'project']],
    [['list', '--nonsense', '--workspace', 'city']],
    [['set', 'project-1', '--workspace', 'city']],
    [['review', '--ids', 'a', '--workspace', 'city']],
    [['submit', '--period', '2020Q2', '--workspace', 'city']],
    [['submit', '--period', 'spring', '--out', 'x', '--workspace', 'city']],
    [['indicators', '--by', 'colour', '--workspace', 'city']],
  ])('wrong usage with exit code 2 and one document: %j', async (args) => {
    const folder = temporaryFolder();
    await tz(folder, 'init', '--office', '370200', '--workspace', 'city');
    const { code, document } = await tzJson<Refusal>(folder, ...args);
    expect(code).toBe(2);
    expect(document.error.message).not.toBe('');
  });

  it('what cannot be done, with exit code 1 and the reasons', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const refusal = async (...args: string[]) => {
      const { code, document } = await tzJson<Refusal>(folder, ...args);
      expect([code, args[0]]).toEqual([1, args[0]]);
      return document.error.code;
    };
    expect(await refusal('list', '--register', 'project', '--workspace', 'nowhere')).toBe('WORKSPACE_MISSING');
    expect(await refusal('init', '--office', '999999', '--workspace', 'city')).toBe('OFFICE_UNKNOWN');
    await tz(folder, 'init', '--office', '370200', '--workspace', 'city');
    expect(await refusal('init', '--office', '370200', '--workspace', 'city')).toBe('WORKSPACE_EXISTS');
    expect(await refusal('list', '--register', 'weather', '--workspace', 'city')).toBe('REGISTER_UNKNOWN');
    expect(await refusal('show', 'project-none', '--workspace', 'city')).toBe('RECORD_MISSING');
    expect(await refusal('submit', '--period', '2020Q2', '--out', 'stick', '--workspace', 'city')).toBe(
      'RECEIVER_KEY_UNKNOWN',
    );
    expect(await refusal('baseline', '--out', 'stick', '--workspace', 'city')).toBe('ROLE_REFUSED');
  });

  it('says so to people on the error stream and leaves the output empty', async () => {
    const folder = temporaryFolder();
    const { code, out, progress } = await runTz(folder, 'doctor', '--workspace', 'nowhere');
    expect([code, out]).toEqual([1, '']);
    expect(progress).toContain('taizhang.db');
  });

  it('damaged packages, and packages it has no key for, when inspecting', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    await tz(folder, 'init', '--office', '370000', '--workspace', 'province');
    await tz(folder, 'init', '--office', '370200', '--workspace', 'city');
    const baseline = await tz<{ file: string; fingerprint: string }>(
      folder,
      'baseline',
      '--workspace',
      'province',
      '--out',
      'stick',
    );
    const fine = await tzJson(folder, 'inspect', baseline.file);
    expect(fine).toMatchObject({
      code: 0,
      document: {
        ok: true,
        kind: 'baseline',
        from: '370000',
        to: null,
        sequence: 1,
        fingerprint: baseline.fingerprint,
      },
    });
    await tz(folder, 'receive', baseline.file, '--workspace', 'city');
    const filing = await tz<{ file: string; fingerprint: string }>(
      folder,
      'submit',
      '--period',
      '2020Q2',
      '--out',
      'stick',
      '--workspace',
      'city',
    );

    const closed = await tzJson<{ ok: boolean; problems: { code: string }[] }>(folder, 'inspect', filing.file);
    expect(closed).toMatchObject({ code: 1, document: { ok: false, problems: [{ code: 'ENCRYPTION_NOT_FOR_US' }] } });
    const open = await tzJson(folder, 'inspect', filing.file, '--workspace', 'province');
    expect(open).toMatchObject({
      code: 0,
      document: {
        ok: true,
        kind: 'submission',
        from: '370200',
        to: '370000',
        period: '2020Q2',
        fingerprint: filing.fingerprint,
      },
    });

    const bytes = readFileSync(baseline.file);
    bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 1;
    writeFileSync(path.join(folder, 'damaged.tzb'), bytes);
    const damaged = await tzJson<{ ok: boolean; problems: { code: string }[] }>(folder, 'inspect', 'damaged.tzb');
    expect(damaged.code).toBe(1);
    expect(damaged.document.problems[0]!.code).toMatch(/^(BAG|SIGNATURE|FORMAT)_/);
    const received = await tzJson<{ packages: { outcome: string }[] }>(
      folder,
      'receive',
      'damaged.tzb',
      '--workspace',
      'city',
    );
    expect(received).toMatchObject({ code: 1, document: { packages: [{ outcome: 'refused' }] } });
  });
});
