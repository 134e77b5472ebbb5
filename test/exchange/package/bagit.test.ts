import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inspectPackage } from '../../../electron/core/package/inspect-package.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { rawZip } from './crafted-bag.ts';
import { type Bag, changed, makeBag, text, writeFolder } from './foreign-bag.ts';
import { bagBytes, codes, manifestFrom, officeKeys, run, Scratch, smallEntries } from './package-fixture.ts';
import { SOUND } from './sound-bags.ts';
import { UNSOUND } from './unsound-bags.ts';

const scratch = new Scratch();
const temp = new Scratch();
afterEach(() => expect(readdirSync(temp.path)).toEqual([]));
afterAll(() => {
  scratch.remove();
  temp.remove();
});

const options = () => ({ identities: [], tempDir: temp.path });

async function inFolder(bag: Bag, empty: readonly string[] = ['data']) {
  return inspectPackage(writeFolder(scratch.join('folder'), bag, empty), options());
}

async function inZip(bag: Bag, base = 'bag/') {
  const entries = Object.entries(bag).map(([name, content]) => ({ name: base + name, content }));
  const folder = { name: `${base}data/`, content: Buffer.alloc(0), mode: 0o040755, method: 0 };
  return inspectPackage(scratch.write('bag.zip', rawZip([folder, ...entries])), options());
}

/** The findings, in a folder and in an archive alike, but for the one that it is none of ours. */
async function findings(bag: Bag): Promise<string[]> {
  const there = await inFolder(bag);
  const packed = await inZip(bag);
  expect(packed.ok).toBe(there.ok);
  expect(codes(packed.problems)).toEqual(codes(there.problems));
  for (const { message } of there.problems) expect(message).not.toContain('报送包缺');
  const found = codes(there.problems);
  expect(found).toContain('BAG_FOREIGN');
  expect(there.ok).toBe(there.bag?.valid);
  return found.filter((code) => code !== 'BAG_FOREIGN');
}

describe('a sound bag of another program', () => {
  it.each(SOUND)('%s', async (_name, bag) => {
    expect(await findings(bag())).toEqual([]);
  });

  it('is described: what it is, what its sender says, what it holds', async () => {
    const info =
      'Source-Organization: 海右示例\nContact-Name: 甲\nExternal-Description: 很长\n  接着写\nPayload-Oxum: 4.2\n';
    const { ok, bag, problems, from, fingerprint } = await inZip(
      makeBag({ info, version: '0.97', algorithms: ['sha256', 'md5'] }),
    );
    expect({ ok, from, fingerprint }).toEqual({ ok: true, from: null, fingerprint: null });
    expect(bag).toEqual({
      valid: true,
      version: '0.97',
      encoding: 'UTF-8',
      algorithms: ['md5', 'sha256'],
      tags: [
        { label: 'Source-Organization', value: '海右示例' },
        { label: 'Contact-Name', value: '甲' },
        { label: 'External-Description', value: '很长 接着写' },
        { label: 'Payload-Oxum', value: '4.2' },
      ],
      payload: { files: 2, bytes: 4 },
      files: [
        { path: 'data/sub/b.txt', size: 1 },
        { path: 'data/一.txt', size: 3 },
      ],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      '这是其他软件制作的档案包，可以检验和查看，但不是行动计划台账的报送包，不能装入。',
    ]);
  });

  it('names what it could not check, when other manifests cover it', async () => {
    const bag = changed({ tags: null }, (one) => {
      one['manifest-blake2b.txt'] = text('00  data/一.txt\n');
    });
    expect(await findings(bag)).toEqual(['BAG_ALGORITHM']);
  });

  it('is not received', async () => {
    await inZip(makeBag());
    const result = await openPackage(scratch.join('bag.zip'), options());
    expect(result.ok ? [] : codes(result.problems)).toEqual(['BAG_FOREIGN']);
  });
});

describe('an unsound bag of another program', () => {
  it.each(UNSOUND)('%s: %s', async (_name, code, bag) => {
    expect(await findings(bag())).toContain(code);
  });

  it('without the folder of its payload', async () => {
    const { ok, problems } = await inFolder(makeBag({ payload: {} }), []);
    expect([ok, codes(problems)]).toEqual([false, ['BAG_FILE_MISSING', 'BAG_FOREIGN']]);
  });

  it('with a link in it, which is not followed', async () => {
    const folder = writeFolder(scratch.join('linked'), makeBag());
    symlinkSync('/etc/hostname', path.join(folder, 'data/link'));
    expect(codes((await inspectPackage(folder, options())).problems)).toEqual(['BAG_ENTRY_LINK']);
    expect(codes((await inspectPackage(writeFolder(scratch.join('none'), {}, ['data']), options())).problems)).toEqual([
      'BAG_NOT_A_BAG',
    ]);
  });

  it('beside something else in its archive', async () => {
    const entries = Object.entries(makeBag()).map(([name, content]) => ({ name: `bag/${name}`, content }));
    const beside = { name: 'readme.txt', content: text('x') };
    const file = scratch.write('beside.zip', rawZip([...entries, beside]));
    expect(codes((await inspectPackage(file, options())).problems)).toEqual(['BAG_FILE_UNLISTED']);
  });
});

describe('archives of other programs', () => {
  const sound = async (file: string) => {
    const { ok, bag, problems } = await inspectPackage(file, options());
    expect([ok, codes(problems), bag?.payload.files]).toEqual([true, ['BAG_FOREIGN'], 2]);
  };

  it.each([
    ['stored', ['-0']],
    ['packed hard', ['-9']],
    ['without folders', ['-D']],
    ['with a comment', ['-z']],
    ['with ZIP64 records throughout', ['-fz']],
    ['streamed, with data descriptors', ['-fd']],
  ])('zip, %s', async (_name, given) => {
    const folder = writeFolder(scratch.join('made'), makeBag({ info: 'Contact-Name: 甲\n' }));
    const file = scratch.join('made.zip');
    spawnSync('rm', ['-f', file]);
    const made = spawnSync('zip', ['-q', '-r', ...given, file, path.basename(folder)], {
      cwd: scratch.path,
      input: '备注\n',
    });
    expect(made.status, made.stderr.toString()).toBe(0);
    await sound(file);
  });

  it('Python, where it is installed', async () => {
    if (spawnSync('python3', ['-c', 'import zipfile']).status !== 0) return;
    writeFolder(scratch.join('made'), makeBag());
    const script = `import shutil; shutil.make_archive('python', 'zip', '.', 'made')`;
    run('python3', ['-c', script], scratch.path);
    await sound(scratch.join('python.zip'));
  });

  it('encrypted to us by age', async () => {
    const keys = await officeKeys('370200');
    await inZip(makeBag());
    run('age', ['-r', keys.recipient, '-o', scratch.join('bag.zip.age'), scratch.join('bag.zip')]);
    const { ok, bag } = await inspectPackage(scratch.join('bag.zip.age'), {
      ...options(),
      identities: [keys.identity],
    });
    expect([ok, bag?.valid]).toEqual([true, true]);
  });
});

describe('the reference program', () => {
  // The Library of Congress's `bagit` for Python, where it is installed.
  const present = spawnSync('python3', ['-c', 'import bagit']).status === 0;

  it('writes bags in a form that is read here', async () => {
    // As it lays them out: 0.97, SHA-256 and SHA-512, one blank in tag manifests, sorted tags.
    const payload = { 'data/a b.txt': '1', 'data/c\nd.txt': '2' };
    const bag = makeBag({
      payload,
      version: '0.97',
      algorithms: ['sha256', 'sha512'],
      info: 'Bag-Software-Agent: bagit.py v1.9.0 <https://github.com/LibraryOfCongress/bagit-python>\nBagging-Date: 2020-07-03\nContact-Name: 甲\nPayload-Oxum: 2.2\n',
      line: (digest, name) => `${digest}  ${name.replace('\n', '%0A')}\n`,
    });
    expect(await findings(bag)).toEqual([]);
    if (!present) return;
    const folder = writeFolder(scratch.join('by-reference'), { 'a b.txt': text('1'), '一.txt': text('2') });
    run('python3', ['-m', 'bagit', '--sha256', '--sha512', '--contact-name', '甲', folder]);
    expect(await inspectPackage(folder, options())).toMatchObject({ ok: true, bag: { payload: { files: 2 } } });
  });

  it('finds our packages sound', async () => {
    const keys = await officeKeys('370200');
    const bytes = await bagBytes({ entries: smallEntries(), manifest: manifestFrom(keys), signer: keys.signer });
    const folder = scratch.join('ours');
    spawnSync('rm', ['-rf', folder]);
    run('unzip', ['-q', scratch.write('ours.zip', bytes), '-d', folder]);
    const { ok, bag } = await inspectPackage(folder, options());
    expect([ok, bag?.version, bag?.algorithms]).toEqual([true, '1.0', ['sha256']]);
    if (present) run('python3', ['-m', 'bagit', '--validate', folder]);
    writeFileSync(path.join(folder, 'data/narratives.json'), '{}');
    expect((await inspectPackage(folder, options())).ok).toBe(false);
    expect(readFileSync(path.join(folder, 'bagit.txt'), 'utf8')).toContain('1.0');
  });
});
