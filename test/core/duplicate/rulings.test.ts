import { describe, expect, it } from 'vitest';
import { addProjects, anotherCity, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { projectValues, type TestOffice, temporaryFolder } from '../../support/office.ts';

/** 认定 of all key-innovation projects. */
const accepted = async (office: TestOffice) =>
  (await office.call('indicator.table', {})).indicators.find((one) => one.id === 'T2.a')!;

interface World {
  readonly base: string;
  readonly province: TestOffice;
  readonly qingdao: TestOffice;
  readonly jinan: TestOffice;
  /** The same project of both, accepted. */
  readonly one: string;
  readonly other: string;
}

async function twoCities(values: Parameters<typeof projectValues>[1] = {}): Promise<World> {
  const base = temporaryFolder();
  const { province, city: qingdao } = await provinceAndCity(base);
  const jinan = await anotherCity(base, province, '370100');
  const [one = ''] = await addProjects(qingdao, 1);
  const { id: other } = await jinan.call('record.create', { register: 'project', values: projectValues(1, values) });
  await province.receive(await file(qingdao, base), await file(jinan, base));
  await province.call('review.decide', { ids: [one, other], verdict: 'accept' });
  return { base, province, qingdao, jinan, one, other };
}

const groupsOf = (office: TestOffice, state: 'open' | 'ruled' | 'distinct') => office.call('duplicate.list', { state });

describe('duplicates of two cities', () => {
  it('are ruled on at the province, counted once in the city chosen, and told to both with the next reply', async () => {
    const { base, province, qingdao, jinan, one, other } = await twoCities();
    const open = await groupsOf(province, 'open');
    expect(open.counts).toEqual({ open: 1, ruled: 0, distinct: 0 });
    expect(open.groups[0]).toMatchObject({ reason: '项目编号相同', counted: null, proposal: null });
    // Whichever was accepted first counts as long as nobody rules.
    expect((await accepted(province)).accepted).toBe(1);
    await replyTo(province, qingdao, base);
    await replyTo(province, jinan, base);

    for (const counted of [other, one]) {
      const { act } = await province.call('duplicate.rule', { ids: [one, other], counted });
      const count = await accepted(province);
      expect(count.accepted).toBe(1);
      expect(count.byCity[counted === one ? '370200' : '370100']?.accepted).toBe(1);
      expect((await groupsOf(province, 'open')).counts).toEqual({ open: 0, ruled: 1, distinct: 0 });
      if (counted === one) continue;
      await province.call('act.undo', { act });
      expect((await groupsOf(province, 'open')).counts).toEqual({ open: 1, ruled: 0, distinct: 0 });
    }
    await province.call('duplicate.rule', { ids: [one, other], counted: other });
    const due = (await province.call('reply.preview', {})).cities;
    for (const city of due.filter(({ office }) => ['370100', '370200'].includes(office)))
      expect(city).toMatchObject({ ruled: 1, corrected: 0, accepted: 0 });
    await replyTo(province, qingdao, base);
    await replyTo(province, jinan, base);

    const linked = await qingdao.call('record.get', { id: one });
    expect(linked).toMatchObject({ state: 'accepted', changed: false, locked: true });
    expect(linked.links.duplicate).toMatchObject({
      role: 'linked',
      by: { office: '370000', officer: '经办00' },
      others: [{ owner: '370100', title: projectValues(1).name, number: '2020CXGC010001', here: false }],
    });
    const counting = await jinan.call('record.get', { id: other });
    expect(counting).toMatchObject({ state: 'accepted', changed: false });
    expect(counting.links.duplicate).toMatchObject({ role: 'counted', others: [{ owner: '370200' }] });
    expect((await qingdao.call('duplicate.told', {})).records).toMatchObject([{ id: one, role: 'linked' }]);
    expect((await jinan.call('duplicate.told', {})).records).toMatchObject([{ id: other, role: 'counted' }]);
    // The other's record itself stays where it belongs.
    expect(await qingdao.list('project')).toHaveLength(1);
    expect((await accepted(qingdao)).accepted).toBe(0);
    expect((await accepted(jinan)).accepted).toBe(1);
    expect((await qingdao.call('record.history', { id: one })).entries[0]?.changes[0]).toMatchObject({
      label: '重复认定',
      after: `与济南市「${projectValues(1).name}」（编号 2020CXGC010001）重复，由济南市计数`,
    });

    // Nothing is due any more, and the next filing brings nothing back.
    expect((await province.call('reply.preview', {})).cities.every((city) => city.ruled === 0)).toBe(true);
    await province.receive(await file(qingdao, base));
    expect((await accepted(province)).byCity['370100']?.accepted).toBe(1);
  });

  it('never count twice nor not at all: the linked one stands in while the other is returned or withdrawn', async () => {
    const { base, province, jinan, one, other } = await twoCities();
    await province.call('duplicate.rule', { ids: [one, other], counted: other });
    await province.call('record.unlock', { ids: [other], reason: '核实' });
    await replyTo(province, jinan, base);
    await jinan.call('record.delete', { ids: [other], reason: '不再实施' });
    await province.receive(await file(jinan, base));
    const count = await accepted(province);
    expect(count.accepted).toBe(1);
    expect(count.byCity['370200']?.accepted).toBe(1);
    // The city that took it out still says who would count it.
    expect((await groupsOf(province, 'open')).counts.open).toBe(0);
  });

  it('count twice once they are told apart, and are not asked about again', async () => {
    const { province, one, other } = await twoCities();
    await province.call('duplicate.tell-apart', { ids: [one, other] });
    expect((await groupsOf(province, 'open')).counts).toEqual({ open: 0, ruled: 0, distinct: 1 });
    expect((await accepted(province)).accepted).toBe(2);
    await province.call('duplicate.rule', { ids: [one, other], counted: one });
    expect((await groupsOf(province, 'open')).counts).toEqual({ open: 0, ruled: 1, distinct: 0 });
    expect((await accepted(province)).accepted).toBe(1);
    await province.call('duplicate.rule', { ids: [one, other], counted: null });
    expect((await groupsOf(province, 'open')).counts.open).toBe(1);
  });

  it('of near-equal names are found by comparing, and a ruling on them counts although their numbers differ', async () => {
    const { province, one, other } = await twoCities({
      number: '',
      name: '智能装配线视觉检测关键技术研发 1',
      leadUnit: '海右示例智造股份有限公司',
    });
    expect((await groupsOf(province, 'open')).counts.open).toBe(0);
    expect((await accepted(province)).accepted).toBe(2);
    expect(await province.call('duplicate.compare', { register: 'project' })).toEqual({ records: 2, pairs: 1 });
    const { groups, compared } = await province.call('duplicate.list', { register: 'project' });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.reason).toMatch(/^单位相同，名称相近/);
    expect(compared).toMatchObject({ records: 2, stale: false });
    expect((await province.call('overview.counts', {})).duplicates).toBe(groups.length);
    await province.call('duplicate.rule', { ids: [one, other], counted: one });
    expect((await province.call('duplicate.list', { register: 'project' })).groups).toEqual([]);
    expect(await accepted(province)).toMatchObject({ accepted: 1, byCity: { '370200': { accepted: 1 } } });
    await province.call('act.undo', {});
    expect((await accepted(province)).accepted).toBe(2);
  });

  it('take the whole of what was ruled before along, so that three cities have one record that counts', async () => {
    const { base, province, one, other } = await twoCities();
    const zibo = await anotherCity(base, province, '370300');
    await province.call('duplicate.rule', { ids: [one, other], counted: one });
    const [third = ''] = await addProjects(zibo, 1);
    await province.receive(await file(zibo, base));
    await province.call('review.decide', { ids: [third], verdict: 'accept' });
    const { groups } = await groupsOf(province, 'open');
    expect(groups[0]?.records.map((record) => record.id).sort()).toEqual([one, other, third].sort());
    expect((await accepted(province)).accepted).toBe(1);
    await province.call('duplicate.rule', { ids: [one, third], counted: third });
    expect((await groupsOf(province, 'ruled')).groups[0]).toMatchObject({ counted: third });
    expect((await groupsOf(province, 'ruled')).groups[0]?.records).toHaveLength(3);
    expect(await accepted(province)).toMatchObject({ accepted: 1, byCity: { '370300': { accepted: 1 } } });
  });

  it('wait for another officer where the office wants a second look', async () => {
    const { province, one, other } = await twoCities();
    await province.call('review.set-second-look', { on: true });
    expect(await province.call('duplicate.rule', { ids: [one, other], counted: other })).toMatchObject({
      proposed: true,
    });
    const [waiting] = (await groupsOf(province, 'open')).groups;
    expect(waiting?.proposal).toMatchObject({ counted: other, officer: '经办00' });
    expect(await province.refusal('duplicate.confirm', { ids: [one, other] })).toMatchObject({ code: 'ROLE_REFUSED' });
    await province.call('workspace.set-officer', { officer: '复审甲' });
    await province.call('duplicate.confirm', { ids: [other, one] });
    expect((await groupsOf(province, 'ruled')).groups[0]).toMatchObject({ counted: other, proposal: null });
  });

  it('are not for a city to rule on', async () => {
    const { qingdao, one } = await twoCities();
    const own = await addProjects(qingdao, 7);
    expect(await qingdao.refusal('duplicate.rule', { ids: [one, own[0] ?? ''], counted: one })).toMatchObject({
      code: 'ROLE_REFUSED',
    });
    const value = ['counted', '370100', one, '某', ''];
    const changes = [{ field: '$duplicate', value }];
    expect(await qingdao.refusal('record.edit', { id: own[0] ?? '', changes })).toMatchObject({
      code: 'FIELD_UNKNOWN',
    });
  });
});
