import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useMemo } from 'react';
import { codeChoices, codeLabel } from '../../../shared/codes/code-tables.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import styles from './field.module.css';
import { TextEditor } from './text-editor.tsx';

export interface FieldEditorProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly record: Pick<RecordView, 'owner' | 'values'>;
  readonly readOnly: boolean;
  readonly label: string;
  readonly describedBy?: string;
  readonly placeholder?: string;
  readonly invalid?: 'error' | 'warning' | undefined;
  readonly onSave: (value: FieldValue) => Promise<string | null>;
  readonly onRefused: (message: string | null) => void;
}

/** The choices of a code field for a record: counties of its own city, products of its class. */
function useChoices(field: Field, record: Pick<RecordView, 'owner' | 'values'>, held: readonly string[]) {
  const within = field.within;
  const parent = within === 'owner' ? record.owner : within ? record.values[within] : undefined;
  const heldKey = held.join(' ');
  return useMemo(() => {
    if (!field.codeTable) return [];
    const table = field.codeTable;
    const narrowed = codeChoices(table, typeof parent === 'string' ? parent : undefined);
    const items = narrowed.length > 0 ? narrowed : codeChoices(table);
    const choices = items.map((item) => ({ value: item.code, label: item.label }));
    const known = new Set(choices.map((choice) => choice.value));
    const strangers = heldKey.split(' ').filter((code) => code !== '' && !known.has(code));
    return [...choices, ...strangers.map((code) => ({ value: code, label: codeLabel(table, code) }))];
  }, [field.codeTable, parent, heldKey]);
}

function CodeEditor(props: FieldEditorProps) {
  const { field, value, record, readOnly, onSave, onRefused } = props;
  const held = typeof value === 'string' ? value : null;
  const data = useChoices(field, record, held ? [held] : []);
  return (
    <Select
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={field.help}
      placeholder={props.placeholder}
      data={data}
      value={held}
      readOnly={readOnly}
      clearable={!readOnly}
      searchable
      nothingFoundMessage="没有这一项"
      maxDropdownHeight={260}
      classNames={{ input: styles.input }}
      wrapperProps={{ 'data-invalid': props.invalid }}
      onChange={(code) => void onSave(code).then(onRefused)}
    />
  );
}

function CodesEditor(props: FieldEditorProps) {
  const { field, value, record, readOnly, onSave, onRefused } = props;
  const held = Array.isArray(value) ? value : [];
  const data = useChoices(field, record, held);
  return (
    <MultiSelect
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={field.help}
      data={data}
      value={held}
      readOnly={readOnly}
      searchable
      hidePickedOptions
      nothingFoundMessage="没有这一项"
      maxDropdownHeight={260}
      classNames={{ input: styles.pills }}
      wrapperProps={{ 'data-invalid': props.invalid }}
      onChange={(codes) => void onSave(codes.length > 0 ? codes : null).then(onRefused)}
    />
  );
}

function FlagEditor(props: FieldEditorProps) {
  const { value, readOnly, onSave, onRefused } = props;
  return (
    <SegmentedControl
      aria-label={props.label}
      size="xs"
      fullWidth
      disabled={readOnly}
      data={[
        { value: '', label: '未填' },
        { value: '1', label: '是' },
        { value: '0', label: '否' },
      ]}
      value={value === null || value === undefined ? '' : String(value)}
      onChange={(text) => void onSave(text === '' ? null : Number(text)).then(onRefused)}
    />
  );
}

/** The editor that fits the field's type; every one saves as soon as a value is settled. */
export function FieldEditor(props: FieldEditorProps) {
  if (props.field.type === 'code') return <CodeEditor {...props} />;
  if (props.field.type === 'codes') return <CodesEditor {...props} />;
  if (props.field.type === 'flag') return <FlagEditor {...props} />;
  return (
    <TextEditor
      field={props.field}
      value={props.value}
      owner={props.record.owner}
      readOnly={props.readOnly}
      label={props.label}
      describedBy={props.describedBy}
      placeholder={props.placeholder}
      invalid={props.invalid}
      onSave={props.onSave}
      onRefused={props.onRefused}
    />
  );
}
