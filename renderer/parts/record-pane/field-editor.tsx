import { SegmentedControl } from '@mantine/core';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { CodeEditor, CodesEditor } from './code-editor.tsx';
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
  /** In a table: the editor alone. */
  readonly bare?: boolean;
  readonly onSave: (value: FieldValue) => Promise<string | null>;
  readonly onRefused: (message: string | null) => void;
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
      bare={props.bare}
      onSave={props.onSave}
      onRefused={props.onRefused}
    />
  );
}
