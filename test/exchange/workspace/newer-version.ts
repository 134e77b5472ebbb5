import { vi } from 'vitest';
import type * as Migrate from '../../../electron/core/database/migrate.ts';
import { registerTableSql } from '../../../electron/core/database/register-table.ts';
import { activity } from '../../../shared/registers/activity.ts';
import { evidenceSection } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { project } from '../../../shared/registers/project.ts';
import type { ChildTable, Register } from '../../../shared/registers/register.ts';
import type * as Registers from '../../../shared/registers/registers.ts';
import type * as Office from '../../support/office.ts';

/** What the next version of the program might declare: a register, a field and a child table more. */
const launches: ChildTable = {
  key: 'launches',
  label: '发射',
  section: evidenceSection.id,
  summaryFields: ['site'],
  fields: [
    { key: 'site', label: '发射场', type: 'text', section: evidenceSection.id },
    { key: 'cost', label: '费用', type: 'money', section: evidenceSection.id },
  ],
};
const satellite: Register = { ...activity, id: 'satellite', label: '卫星' };
const newerProject: Register = {
  ...project,
  fields: [...project.fields, { key: 'orbit', label: '轨道', type: 'integer', section: evidenceSection.id }],
  tables: [...project.tables, launches],
};
const MIGRATION = [
  registerTableSql(satellite),
  'ALTER TABLE project ADD COLUMN orbit INTEGER;',
  `CREATE TABLE ${childTableName(newerProject, launches)} (record TEXT NOT NULL REFERENCES project (id), row_id TEXT NOT NULL, site TEXT, cost INTEGER, PRIMARY KEY (record, row_id)) STRICT, WITHOUT ROWID;`,
].join('\n');

/**
 * The same program one minor version on, beside the present one: loaded anew with other declarations, so that real packages
 * pass between the two, and a workspace can be opened by the one after the other.
 */
export async function newerVersion(): Promise<typeof Office.TestOffice> {
  vi.resetModules();
  vi.doMock('../../../shared/registers/project.ts', () => ({ project: newerProject }));
  vi.doMock('../../../shared/registers/registers.ts', async (original) => {
    const { REGISTERS, ALL_REGISTERS, ...others } = (await original()) as typeof Registers;
    const all = [...ALL_REGISTERS, satellite];
    return {
      ...others,
      REGISTERS: [...REGISTERS, satellite],
      ALL_REGISTERS: all,
      registerById: (id: string) => all.find((one) => one.id === id),
    };
  });
  vi.doMock('../../../shared/exchange/format-version.ts', () => ({ PACKAGE_FORMAT_VERSION: { major: 1, minor: 1 } }));
  vi.doMock('../../../electron/core/database/migrate.ts', async (original) => {
    const migrate = (await original()) as typeof Migrate;
    return {
      ...migrate,
      readMigrations: (folder: string) => {
        const shipped = migrate.readMigrations(folder);
        return [...shipped, { version: shipped.length + 1, name: 'add-satellites', sql: MIGRATION }];
      },
    };
  });
  try {
    return (await import('../../support/office.ts')).TestOffice;
  } finally {
    for (const one of ['shared/registers/project', 'shared/registers/registers', 'shared/exchange/format-version'])
      vi.doUnmock(`../../../${one}.ts`);
    vi.doUnmock('../../../electron/core/database/migrate.ts');
    vi.resetModules();
  }
}
