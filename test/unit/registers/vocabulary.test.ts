import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';

const { major, minor } = PACKAGE_FORMAT_VERSION;
const FILE = path.join(import.meta.dirname, `vocabulary-${major}.${minor}.json`);
const RENEW =
  'The registers declare other fields than packages of this format version may hold: offices that were not updated would refuse them. ' +
  'Raise the minor in shared/exchange/format-version.ts, run this test once and commit what it wrote.';

/** Every register, child table and field with its type: what a package of this version may hold. */
function vocabulary(): unknown {
  const types = (fields: readonly { readonly key: string; readonly type: string }[]) =>
    Object.fromEntries(fields.map(({ key, type }) => [key, type]).sort());
  return Object.fromEntries(
    ALL_REGISTERS.map((register) => [
      register.id,
      {
        fields: types(register.fields),
        tables: Object.fromEntries(register.tables.map((table) => [table.key, types(table.fields)]).sort()),
      },
    ]),
  );
}

test('a package of this format version holds what the registers declare, no more and no less', () => {
  if (!existsSync(FILE)) {
    writeFileSync(FILE, `${JSON.stringify(vocabulary(), null, 1)}\n`);
    throw new Error('The list was missing and has been written; look at it, commit it and run again.');
  }
  expect(vocabulary(), RENEW).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});
