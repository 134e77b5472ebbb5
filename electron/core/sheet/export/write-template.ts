import type { Field, Register } from '../../../../shared/registers/register.ts';
import type { CellInput, SheetSpec } from '../../spreadsheet/sheet-spec.ts';
import { writeWorkbook } from '../../spreadsheet/xlsx-writer.ts';
import { EXAMPLE_MARK } from '../stage/row-kind.ts';
import { fieldChoices, fieldColumn, fieldHeading, fieldNote } from './field-column.ts';

const MANY = 20;

/** An example of what a field holds, as its help names it or its type asks for; nothing where none would teach anything. */
function exampleOf(field: Field, register: Register, owner: string | undefined): string | number | null {
  if (field.key === register.titleField) return `${EXAMPLE_MARK}${field.label}，本行不会导入，可以删去`;
  const [named] = /例如\s?([^、，。；]+)/.exec(field.help ?? '')?.slice(1) ?? [];
  if (named) return named;
  switch (field.type) {
    case 'code':
    case 'codes':
    case 'flag':
      return fieldChoices(field, owner)[0] ?? null;
    case 'date':
      return '2020-03-05';
    case 'year':
      return 2020;
    case 'money':
      return 120.5;
    default:
      return null;
  }
}

function exampleRow(register: Register, fields: readonly Field[], owner: string | undefined): CellInput[] {
  return fields.map((field): CellInput => {
    const value = exampleOf(field, register, owner);
    return value === null ? null : { value, style: 'caption' };
  });
}

function demand(field: Field, register: Register): string {
  if (field.required === 'always') return '必填';
  if (!field.required) return '';
  const { field: key } = field.required;
  return `视“${register.fields.find((other) => other.key === key)?.label ?? key}”而定`;
}

function choicesText(field: Field, owner: string | undefined): string {
  const choices = fieldChoices(field, owner);
  if (choices.length <= MANY) return choices.join('、');
  return `${choices.slice(0, MANY).join('、')}……共 ${choices.length} 项，见下拉列表`;
}

function guideSheet(register: Register, fields: readonly Field[], owner: string | undefined): SheetSpec {
  const sections = new Map(register.sections.map((section) => [section.id, section.label]));
  const rows = fields.map((field): CellInput[] => [
    sections.get(field.section) ?? '',
    fieldHeading(field),
    demand(field, register),
    fieldNote(field).replace(/^必填。\n?/, ''),
    choicesText(field, owner),
  ]);
  return {
    name: '填表说明',
    preface: [
      { cells: [{ value: `${register.label}台账填表说明`, style: 'title' }], merges: [[0, 4]], height: 30 },
      {
        cells: [
          {
            value: `在“${register.label}”表里每行填一条，表头不要改动；红色表头为必填；灰色的示例行不会导入，可以删去。涉密信息不得填入。`,
            style: 'caption',
          },
        ],
        merges: [[0, 4]],
      },
    ],
    columns: [
      { heading: '分组', style: 'label', width: 16 },
      { heading: '表头', style: 'label', width: 26 },
      { heading: '要求', style: 'label', width: 18 },
      { heading: '怎么填', style: 'label', width: 46 },
      { heading: '可选项', style: 'label', width: 60 },
    ],
    rows,
  };
}

/**
 * Writes an empty workbook for units to fill: typed columns with drop-downs and notes, and a page that explains them.
 * Fields that the province fills are left out. `owner` narrows lists to the office's own counties.
 */
export async function writeTemplate(path: string, register: Register, owner?: string): Promise<void> {
  const fields = register.fields.filter((field) => field.authority !== 'province');
  const titleColumn = fields.findIndex((field) => field.key === register.titleField);
  await writeWorkbook(path, [
    {
      name: register.label,
      columns: fields.map((field) => fieldColumn(field, owner)),
      rows: [exampleRow(register, fields, owner)],
      frozenColumns: titleColumn < 3 ? titleColumn + 1 : 1,
    },
    guideSheet(register, fields, owner),
  ]);
}
