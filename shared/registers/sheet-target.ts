import { EVIDENCE_TABLE, REASONS_TABLE } from './builtin-tables.ts';
import { type ChildTable, type Field, findField, type Register } from './register.ts';

/** What a sheet is about: the records of a register, or the child rows of one of its tables. */
export interface SheetTarget {
  /** `project`, or `project.participants`. */
  readonly id: string;
  readonly register: Register;
  readonly table?: ChildTable;
  /** Name of its sheet. */
  readonly label: string;
  /** The fields a column can feed. Those of a child row begin with its record's keys, marked by `$`. */
  readonly fields: readonly Field[];
  readonly titleField: string;
}

const PARENT_MARK = '$';

/** Tables that people fill; evidence are files, and reasons belong to rules. */
export function sheetTables(register: Register): readonly ChildTable[] {
  return register.tables.filter((table) => table.key !== EVIDENCE_TABLE && table.key !== REASONS_TABLE);
}

/** The fields by which a child row names its record: the register's natural keys. */
export function parentFields(register: Register): readonly Field[] {
  const keys = [...new Set([...register.naturalKeys.flat(), register.titleField])];
  return keys.flatMap((key) => findField(register, key) ?? []);
}

/** The field key under which a child row's column names its record by `key`. */
export function parentKey(key: string): string {
  return `${PARENT_MARK}${key}`;
}

const targets = new Map<string, readonly SheetTarget[]>();

/** The register's own sheet, then those of its child tables. */
export function targetsOf(register: Register): readonly SheetTarget[] {
  let known = targets.get(register.id);
  if (!known) {
    const own: SheetTarget = {
      id: register.id,
      register,
      label: register.label,
      fields: register.fields,
      titleField: register.titleField,
    };
    const children = sheetTables(register).map((table): SheetTarget => {
      const parents = parentFields(register).map(({ required: _, ...field }) => ({
        ...field,
        key: parentKey(field.key),
        // A child table names things 名称 and 单位 itself; its record is named by full headings only.
        synonyms: (field.synonyms ?? []).filter((synonym) => [...synonym].length > 2),
      }));
      return {
        id: `${register.id}.${table.key}`,
        register,
        table,
        label: `${register.label}-${table.label}`,
        fields: [...parents, ...table.fields],
        titleField: table.summaryFields[0] ?? table.fields[0]!.key,
      };
    });
    known = [own, ...children];
    targets.set(register.id, known);
  }
  return known;
}

export function targetOf(register: Register, table?: string): SheetTarget | undefined {
  return targetsOf(register).find((target) => target.table?.key === table);
}

export function targetField(target: SheetTarget, key: string): Field | undefined {
  return target.fields.find((field) => field.key === key);
}
