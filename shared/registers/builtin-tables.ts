import { inSection } from './in-section.ts';
import type { ChildTable, Section } from './register.ts';

export const EVIDENCE_TABLE = 'evidence';
export const REASONS_TABLE = 'reasons';
/** Beside a file's name its size, type and digest say nothing to a person. */
export const UNTOLD_EVIDENCE_FIELDS: ReadonlySet<string> = new Set(['sha256', 'size', 'mediaType']);

export const evidenceSection: Section = { id: 'evidence', label: '佐证与说明' };

/** Files that prove what a record says; the bytes lie in the workspace under their digest. */
export const evidenceTable: ChildTable = {
  key: EVIDENCE_TABLE,
  label: '佐证材料',
  section: evidenceSection.id,
  summaryFields: ['name', 'kind'],
  rowKey: ['sha256'],
  fields: inSection(evidenceSection.id, [
    { key: 'name', label: '文件名', type: 'text', required: 'always', maxLength: 255, searchable: true },
    { key: 'kind', label: '材料类别', type: 'code', codeTable: 'evidence-kind' },
    { key: 'size', label: '大小', type: 'integer', unit: '字节', min: 0 },
    { key: 'mediaType', label: '文件类型', type: 'text', maxLength: 100 },
    { key: 'sha256', label: '校验码', type: 'text', required: 'always', maxLength: 64 },
    { key: 'note', label: '说明', type: 'text', maxLength: 200 },
  ]),
};

/** Written reasons for warnings; the row id is the id of the rule it explains. */
export const reasonsTable: ChildTable = {
  key: REASONS_TABLE,
  label: '警示说明',
  section: evidenceSection.id,
  summaryFields: ['text'],
  fields: inSection(evidenceSection.id, [
    { key: 'text', label: '说明', type: 'long-text', required: 'always', maxLength: 500 },
  ]),
};

/** The child tables every register has. */
export const BUILTIN_TABLES: readonly ChildTable[] = [evidenceTable, reasonsTable];
