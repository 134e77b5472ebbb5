import { exportRegister } from '../../../electron/core/sheet/export/export-register.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { projectValues, TestOffice } from '../../support/office.ts';

/** A city with some projects; gives their ids in the order of their numbers. */
export async function cityWithProjects(base: string, count: number): Promise<{ city: TestOffice; ids: string[] }> {
  const city = await TestOffice.create(base, '370200');
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1)
    ids.push((await city.call('record.create', { register: 'project', values: projectValues(number) })).id);
  return { city, ids };
}

export async function valuesOf(office: TestOffice, id: string) {
  return (await office.call('record.get', { id })).values;
}

/** Ids of every page of a list, page by page. */
export async function pagesOf(office: TestOffice, query: Omit<CallInput<'record.list'>, 'after'>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await office.call('record.list', { ...query, ...(after === undefined ? {} : { after }) });
    ids.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

/** A workbook such as units send: the register's headings, rows without ids. */
export async function writeBook(
  file: string,
  register: string,
  rows: readonly Record<string, string | number | string[] | null>[],
): Promise<void> {
  const declared = registerById(register);
  if (!declared) throw new Error(`no register ${register}`);
  await exportRegister(file, { register: declared, rows: rows.map((values) => ({ id: '', owner: '370200', values })) });
}
