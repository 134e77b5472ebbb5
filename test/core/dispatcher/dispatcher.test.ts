import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { createApplication } from '../../../electron/core/application.ts';
import { createDispatcher, fromSystem, type Handlers } from '../../../electron/core/dispatcher.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { AppError, ERROR_CODES } from '../../../shared/errors.ts';
import { MergeRefusal } from '../../../shared/merge/merge-refusal.ts';
import { TestEnvironment, TestOffice, temporaryFolder } from '../../support/office.ts';
import { writeBook } from '../ledger/ledger-of.ts';

const CORE_CALLS = Object.keys(contract).filter((name) => contract[name as keyof typeof contract].place === 'core');

function freshApplication(base: string) {
  return createApplication(new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 5), {
    onEvent: () => {},
  });
}

describe('every call of the core', () => {
  const application = freshApplication('/nonexistent');
  it.each(CORE_CALLS)('%s is answered, and refuses what is no input', async (name) => {
    for (const input of [undefined, null, 5, 'x', []]) {
      const result = await application.dispatch(name, input);
      expect(result).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
    }
  });

  it.each(CORE_CALLS)('%s answers in an envelope when nothing is open', async (name) => {
    const result = await application.dispatch(name, {});
    if (result.ok) return;
    expect(ERROR_CODES).toContain(result.error.code);
    expect(['INPUT_INVALID', 'WORKSPACE_NOT_OPEN']).toContain(result.error.code);
    expect(result.error.message).toMatch(/。$/);
  });
});

test('wrong input names every field', async () => {
  const result = await freshApplication(temporaryFolder()).dispatch('workspace.create', {
    path: '',
    office: '12',
    officer: '',
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
  if (!result.ok)
    expect(result.error.details?.map((detail) => detail.field).sort()).toEqual(['office', 'officer', 'path']);
});

test.each(['nonsense', 'constructor', '__proto__', 'toString', '', 'host.choose-file'])(
  'there is no call %s in the core',
  async (name) => {
    expect(await freshApplication(temporaryFolder()).dispatch(name, {})).toMatchObject({
      ok: false,
      error: { code: 'CALL_UNKNOWN' },
    });
  },
);

describe('a handler that fails', () => {
  const told: unknown[] = [];
  const failing = (error: unknown) =>
    createDispatcher(
      {
        'workspace.close': () => {
          throw error;
        },
      } as unknown as Handlers,
      {
        newTrace: () => 'abc123',
        reportInternal: (...given) => told.push(given),
        checkOutput: true,
      },
    );

  it('by our fault answers with a trace to read out, and tells what happened', async () => {
    const error = new TypeError('boom');
    const result = await failing(error)('workspace.close', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL', trace: 'abc123' } });
    expect(JSON.stringify(result)).not.toContain('boom');
    expect(told).toEqual([['abc123', 'workspace.close', error]]);
  });

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['SQLITE_FULL', 'DISK_FULL'],
    ['ENOENT', 'FILE_MISSING'],
    ['EACCES', 'FILE_WRITE_FAILED'],
    ['EEXIST', 'FILE_WRITE_FAILED'],
    ['EISDIR', 'FILE_WRITE_FAILED'],
    ['SQLITE_CANTOPEN', 'FILE_WRITE_FAILED'],
    ['SQLITE_IOERR_WRITE', 'FILE_WRITE_FAILED'],
    ['SQLITE_BUSY_SNAPSHOT', 'WORKSPACE_BUSY'],
    ['SQLITE_CORRUPT', 'WORKSPACE_DAMAGED'],
    ['SQLITE_CONSTRAINT', 'INTERNAL'],
  ])('with %s answers %s', (code, expected) => {
    expect(fromSystem(Object.assign(new Error('x'), { code })).code).toBe(expected);
  });

  it('with something odd still answers', () => {
    for (const odd of [undefined, null, 'text', 5, { code: 7 }]) expect(fromSystem(odd).code).toBe('INTERNAL');
    expect(fromSystem(new MergeRefusal('value-invalid', 'name')).code).toBe('VALUE_INVALID');
    expect(fromSystem(new MergeRefusal('dot-not-new', 'x')).code).toBe('INTERNAL');
  });

  it('with a refusal of its own passes it on', async () => {
    const refusal = new AppError('RECORD_LOCKED', '已锁定。', [{ code: 'x', message: 'y' }]);
    expect(await failing(refusal)('workspace.close', {})).toEqual({
      ok: false,
      error: { code: 'RECORD_LOCKED', message: '已锁定。', details: [{ code: 'x', message: 'y' }], trace: 'abc123' },
    });
  });
});

test('an answer of the wrong shape is our fault where answers are checked', async () => {
  const dispatch = createDispatcher({ 'work.cancel': () => 5 } as unknown as Handlers, {
    newTrace: () => 't',
    reportInternal: () => {},
    checkOutput: true,
  });
  expect(await dispatch('work.cancel', { work: 'x' })).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
});

test('the preview of a table belongs to the ledger it was made for', async () => {
  const base = temporaryFolder();
  const first = await TestOffice.create(base, '370200');
  const book = path.join(base, '项目.xlsx');
  await writeBook(book, 'project', [{ name: '甲市项目', number: '2020CXGC010001' }]);
  const { stage } = await first.call('import.stage', { register: 'project', path: book });
  await first.call('workspace.create', { path: path.join(base, 'other'), office: '370300', officer: '别人' });
  expect((await first.refusal('import.rows', { stage })).code).toBe('STAGE_MISSING');
  expect((await first.refusal('import.apply', { stage })).code).toBe('STAGE_MISSING');
  expect(await first.list('project')).toEqual([]);
});
