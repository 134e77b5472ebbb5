import { expect, test } from 'vitest';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { TestOffice as Office, type TestOffice, temporaryFolder } from '../../support/office.ts';

const FIRST = '初审员';
const SECOND = '复审员';

async function at(office: TestOffice, officer: string): Promise<TestOffice> {
  await office.call('workspace.set-officer', { officer });
  return office;
}

async function waiting(count: number) {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, ...Array.from({ length: count }, (_, index) => index + 1));
  await province.receive(await file(city, base));
  await province.call('review.set-second-look', { on: true });
  await at(province, FIRST);
  return { base, province, city, ids };
}

const stateOf = async (office: TestOffice, id: string) => (await office.call('record.get', { id })).state;
const marked = async (office: TestOffice, mark: 'second' | 'sentBack') =>
  (await office.call('review.queue', { mark })).rows.map((row) => row.id);

test('a verdict waits as 初审意见 until another officer confirms it, and only then travels', async () => {
  const { base, province, city, ids } = await waiting(2);
  const [returned = '', accepted = ''] = ids;
  const fields = [{ field: 'leader', text: '请核对。' }];
  expect(await province.call('review.decide', { ids: [returned], verdict: 'return', fields })).toMatchObject({
    decided: 0,
    proposed: 1,
  });
  await province.call('review.decide', { ids: [accepted], verdict: 'accept' });
  expect(await stateOf(province, returned)).toBe('submitted');
  expect((await province.call('comment.list', {})).comments).toEqual([]);
  expect(new Set(await marked(province, 'second'))).toEqual(new Set(ids));
  expect((await province.call('review.compare', { id: returned })).look).toMatchObject({ officer: FIRST, fields });

  // Nothing of it reaches the city, and nobody confirms himself, however he writes his name.
  await replyTo(province, city, base);
  expect(await stateOf(city, returned)).toBe('submitted');
  for (const name of [FIRST, ` ${FIRST} `]) {
    const self = await (await at(province, name)).call('review.confirm', { ids });
    expect(self.decided).toBe(0);
    expect(self.skipped[0]?.message).toContain('另一人');
  }

  await at(province, SECOND);
  expect((await province.call('review.decide', { ids, verdict: 'accept' })).skipped).toHaveLength(2);
  expect(await province.call('review.confirm', { ids })).toMatchObject({ decided: 2, skipped: [] });
  expect([await stateOf(province, returned), await stateOf(province, accepted)]).toEqual(['returned', 'accepted']);
  expect(await marked(province, 'second')).toEqual([]);
  await replyTo(province, city, base);
  expect(await stateOf(city, returned)).toBe('returned');
  expect((await city.call('comment.list', {})).comments.map(({ field }) => field)).toEqual(['leader']);
  const told = (await province.call('record.history', { id: returned })).entries.filter(
    ({ action }) => action === 'review',
  );
  expect(told.map(({ officer, changes }) => [officer, changes[0]?.after])).toEqual([
    [SECOND, '退回'],
    [FIRST, '初审：退回'],
  ]);
});

test('sent back to the first officer it waits for a new opinion; only its author takes it back', async () => {
  const { province, ids } = await waiting(1);
  const [id = ''] = ids;
  await province.call('review.decide', { ids, verdict: 'accept' });
  await at(province, SECOND);
  expect((await province.call('review.retract', { ids })).decided).toBe(0);
  expect((await province.refusal('review.send-back', { ids, note: ' ' })).code).toBe('INPUT_INVALID');
  expect((await province.call('review.send-back', { ids, note: '经费没有核对。' })).decided).toBe(1);
  expect(await marked(province, 'sentBack')).toEqual([id]);
  expect((await province.call('review.confirm', { ids })).skipped[0]?.message).toContain('已退回初审');
  await at(province, FIRST);
  await province.call('review.decide', { ids, verdict: 'return', comment: '经费不符。' });
  expect(await marked(province, 'second')).toEqual([id]);
  expect((await province.call('review.retract', { ids })).decided).toBe(1);
  expect(await marked(province, 'second')).toEqual([]);
  expect(await stateOf(province, id)).toBe('submitted');
});

test('content filed meanwhile makes a first look void; it survives closing the workspace', async () => {
  const { base, province, city, ids } = await waiting(2);
  const [changed = '', same = ''] = ids;
  await province.call('review.decide', { ids, verdict: 'accept' });
  await city.call('record.edit', { id: changed, changes: [{ field: 'leader', value: '另一人' }] });
  await province.receive(await file(city, base));
  province.close();
  const again = await at(await Office.open(province.folder, '370000'), SECOND);
  expect(await marked(again, 'second')).toEqual([same]);
  const { decided, skipped } = await again.call('review.confirm', { ids });
  expect([decided, skipped.map((one) => one.id)]).toEqual([1, [changed]]);
});

test('it is the receiving office’s own wish, told in history, and off at first', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  expect(await province.call('review.second-look', {})).toEqual({ on: false });
  expect((await city.refusal('review.set-second-look', { on: true })).code).toBe('ROLE_REFUSED');
  await province.call('review.set-second-look', { on: true });
  expect(await province.call('review.second-look', {})).toEqual({ on: true });
  expect((await province.call('workspace.doctor', {})).ok).toBe(true);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [id], verdict: 'accept' });
  // Turned off, one officer suffices, and what waited is done with.
  await province.call('review.set-second-look', { on: false });
  expect(await province.call('review.decide', { ids: [id], verdict: 'accept' })).toMatchObject({
    decided: 1,
    proposed: 0,
  });
  expect(await stateOf(province, id)).toBe('accepted');
});

test('常用意见 are kept in the order given', async () => {
  const { province } = await provinceAndCity(temporaryFolder());
  const { field, record } = await province.call('comment.templates', {});
  expect(field.every((sentence) => sentence.includes('{field}'))).toBe(true);
  expect(record).toContain('佐证材料不清晰，请重新扫描上传。');
  await province.call('comment.set-templates', { field: ['乙', '甲'], record: [] });
  expect(await province.call('comment.templates', {})).toEqual({ field: ['乙', '甲'], record: [] });
  expect((await province.refusal('comment.set-templates', { field: [' '], record: [] })).code).toBe('INPUT_INVALID');
});
