import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

/**
 * 任务进展: an office's text on a task in a period, or its declaration that a register is empty (零报告).
 * Merged like any register, but written on its own page and not shown among the registers.
 */
export const narrative: Register = {
  id: 'narrative',
  label: '任务进展',
  measure: '条',
  titleField: 'subject',
  naturalKeys: [['kind', 'subject', 'period']],
  yearField: 'period',
  units: [],
  sections: [{ id: 'basic', label: '任务进展' }],
  fields: inSection('basic', [
    { key: 'kind', label: '情况类别', type: 'code', codeTable: 'narrative-kind', required: 'always' },
    {
      key: 'subject',
      label: '任务或台账',
      type: 'text',
      required: 'always',
      maxLength: 40,
      help: '任务进展填任务编号，零报告填台账。',
    },
    { key: 'period', label: '报告期', type: 'text', required: 'always', maxLength: 6 },
    { key: 'text', label: '内容', type: 'long-text', required: 'always', maxLength: 2000, searchable: true },
  ]),
  tables: [],
};
