import { describe, expect, it } from 'vitest';
import { correctionText, readCorrection } from '../../../shared/status/correction.ts';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';

const REASON = '任务书载明 2021 年 12 月结题。';

async function filedProject() {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  return { base, province, city, id };
}

const correct = (province: TestOffice, id: string) =>
  province.call('correction.write', { id, field: 'endDate', value: '2021-12', reason: REASON });

const commentsAt = async (office: TestOffice, id: string) => (await office.call('record.get', { id })).comments;
const endDate = async (office: TestOffice, id: string) => (await office.call('record.get', { id })).values.endDate;

describe('a correction by the province', () => {
  it('travels with its reason, is accepted by the city, and that travels back; accepting the record leaves it open', async () => {
    const { base, province, city, id } = await filedProject();
    await correct(province, id);
    await province.call('review.decide', { ids: [id], verdict: 'accept' });
    await replyTo(province, city, base);

    const told = await city.call('record.get', { id });
    expect(told).toMatchObject({ state: 'accepted', changed: false, locked: true, values: { endDate: '2021-12' } });
    expect(told.comments).toMatchObject([
      {
        field: 'endDate',
        state: 'open',
        correction: { before: '2022-12', after: '2021-12', reason: REASON },
        entries: [{ office: '370000', officer: '经办00' }],
      },
    ]);
    expect((await city.call('overview.counts', {})).openComments).toBe(1);
    const [thread] = told.comments;
    expect(await city.refusal('comment.close', { thread: thread?.thread ?? '' })).toMatchObject({
      code: 'ROLE_REFUSED',
    });
    await city.call('correction.accept', { threads: [thread?.thread ?? ''] });
    expect(await commentsAt(city, id)).toMatchObject([{ state: 'closed', entries: [{}, { text: '接受更正' }] }]);
    expect((await city.call('overview.counts', {})).openComments).toBe(0);

    await province.receive(await file(city, base));
    expect(await commentsAt(province, id)).toMatchObject([{ state: 'closed' }]);
    expect(await province.call('record.get', { id })).toMatchObject({ state: 'accepted', changed: false });
  });

  it('is objected to with a sentence, which stands in the queue of the province whatever the state, until it is taken back', async () => {
    const { base, province, city, id } = await filedProject();
    await correct(province, id);
    await province.call('review.decide', { ids: [id], verdict: 'accept' });
    await replyTo(province, city, base);
    const [thread] = await commentsAt(city, id);
    await city.call('comment.answer', { thread: thread?.thread ?? '', text: '已批准延期到 2022 年 12 月，见批件。' });
    expect((await province.call('review.counts', {})).marks.objected).toBe(0);
    await province.receive(await file(city, base));

    expect(await province.call('overview.counts', {})).toMatchObject({ toReview: 0, objections: 1 });
    expect((await province.call('review.counts', {})).marks.objected).toBe(1);
    const { rows, total } = await province.call('review.queue', { mark: 'objected', owner: '370200' });
    expect({ rows, total }).toMatchObject({ total: 1, rows: [{ id, answeredComments: 1 }] });
    expect((await province.call('review.queue', { mark: 'objected', register: 'ip' })).total).toBe(0);

    // Taken back: the filed value stands again, accepted, and both are told.
    expect(await province.call('correction.withdraw', { thread: thread?.thread ?? '' })).toEqual({ restored: true });
    expect(await province.call('record.get', { id })).toMatchObject({
      state: 'accepted',
      locked: true,
      values: { endDate: '2022-12' },
    });
    expect((await province.call('review.counts', {})).marks.objected).toBe(0);
    await replyTo(province, city, base);
    expect(await endDate(city, id)).toBe('2022-12');
    expect(await city.call('record.get', { id })).toMatchObject({ state: 'accepted', changed: false });
    expect((await commentsAt(city, id))[0]).toMatchObject({ state: 'closed' });
  });

  it('can be kept to with a word on it', async () => {
    const { base, province, city, id } = await filedProject();
    await correct(province, id);
    await replyTo(province, city, base);
    const [thread] = await commentsAt(city, id);
    await city.call('comment.answer', { thread: thread?.thread ?? '', text: '不同意。' });
    await province.receive(await file(city, base));
    await province.call('comment.close', { thread: thread?.thread ?? '', text: '以任务书为准，维持更正。' });
    expect((await province.call('review.counts', {})).marks.objected).toBe(0);
    await replyTo(province, city, base);
    expect((await commentsAt(city, id))[0]?.entries.at(-1)).toMatchObject({
      kind: 'close',
      text: '以任务书为准，维持更正。',
    });
    expect(await endDate(city, id)).toBe('2021-12');
  });

  it('never overwrites unseen: what the city changed meanwhile contends with it, and taking it back leaves what was changed since', async () => {
    const { base, province, city, id } = await filedProject();
    await correct(province, id);
    await city.call('record.edit', { id, changes: [{ field: 'endDate', value: '2023-06' }] });
    await replyTo(province, city, base);
    expect((await city.call('record.get', { id })).conflicts).toMatchObject([{ field: 'endDate' }]);
    await city.call('conflict.settle', { id, field: 'endDate', value: '2023-06' });
    await province.receive(await file(city, base));
    const [thread] = await commentsAt(province, id);
    expect(await province.call('correction.withdraw', { thread: thread?.thread ?? '' })).toEqual({ restored: false });
    expect(await endDate(province, id)).toBe('2023-06');
  });

  it('of an accepted record keeps it accepted, and takes two where the office wants a second look', async () => {
    const { province, id } = await filedProject();
    await province.call('review.decide', { ids: [id], verdict: 'accept' });
    await correct(province, id);
    expect(await province.call('record.get', { id })).toMatchObject({ state: 'accepted', locked: true });
    await province.call('review.set-second-look', { on: true });
    const again = { id, field: 'leader', value: '王海', reason: REASON };
    expect(await province.refusal('correction.write', again)).toMatchObject({ code: 'RECORD_LOCKED' });
  });

  it('is for the office above alone, with a reason, at a field of the city', async () => {
    const { province, city, id } = await filedProject();
    const given = { id, field: 'endDate', value: '2021-12', reason: REASON };
    expect(await city.refusal('correction.write', given)).toMatchObject({ code: 'ROLE_REFUSED' });
    expect(await province.refusal('correction.write', { ...given, reason: ' ' })).toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(await province.refusal('correction.write', { ...given, field: 'provincialNote' })).toMatchObject({
      code: 'ROLE_REFUSED',
    });
    expect(await province.refusal('correction.write', { ...given, value: '2022-12' })).toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('reads as a sentence and is read back from it', () => {
    const correction = { before: '甲\n乙', after: '', reason: '见“附件”。\n第二行' };
    expect(readCorrection(correctionText(correction))).toEqual(correction);
    expect(readCorrection('别的话')).toEqual({ before: '', after: '', reason: '别的话' });
  });
});
