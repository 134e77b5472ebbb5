import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, file, provinceAndCity } from './two-offices.ts';

test('a city set back to an old backup gets its records and filings back by a full reply, and is heard again', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [old] = await addProjects(city, 1);
  const backup = path.join(base, 'old.db');
  await city.call('workspace.backup', { path: backup });
  const [late] = await addProjects(city, 2);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [late!], verdict: 'accept' });
  city.close();

  const back = await TestOffice.create(path.join(base, 'user'), '370200', { seed: 99 });
  await back.call('workspace.restore', { backup, path: path.join(base, 'restored') });
  // It forgot that it filed this one, and so would never tell that it is withdrawn.
  await back.call('record.delete', { ids: [old!], reason: '不再实施' });
  const unheard = await file(back, path.join(base, 'first'));
  await province.receive(unheard);
  expect((await province.list('project')).map((row) => row.id).sort()).toEqual([old, late].sort());

  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base, full: true });
  const [taken] = await back.receive(packages[0]?.file ?? '');
  expect(taken).toMatchObject({ outcome: 'received' });
  expect(await back.call('record.get', { id: late! })).toMatchObject({ live: true, state: 'accepted', locked: true });
  expect(await back.call('record.get', { id: old! })).toMatchObject({ live: false, state: 'withdrawn' });

  await province.receive(await file(back, path.join(base, 'second')));
  expect((await province.list('project')).map((row) => row.id)).toEqual([late]);
  expect((await province.call('record.get', { id: old! })).state).toBe('withdrawn');
});
