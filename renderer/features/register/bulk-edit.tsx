import { Select } from '@mantine/core';
import { useState } from 'react';
import type { RecordScope } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { FieldEditor } from '../../parts/record-pane/field-editor.tsx';
import { showError, showToast } from '../../parts/toast.ts';

interface BulkEditProps {
  readonly register: Register;
  readonly scope: RecordScope;
  readonly count: number;
  readonly onDone: () => void;
}

type Mode = 'set' | 'append' | 'empty';

const MODES = [
  { value: 'set', label: '改为' },
  { value: 'append', label: '追加' },
  { value: 'empty', label: '清空' },
];

function mayAppend(field: Field): boolean {
  return field.type === 'text' || field.type === 'long-text' || field.type === 'codes';
}

/** One field set to one value on every selected record, as one act. */
export function BulkEdit({ register, scope, count, onDone }: BulkEditProps) {
  const { office } = useWorkspace();
  const [field, setField] = useState<Field | undefined>(undefined);
  const [value, setValue] = useState<FieldValue>(null);
  const [mode, setMode] = useState<Mode>('set');
  const [refusal, setRefusal] = useState<string | null>(null);
  const editable = register.fields.filter((one) => one.authority !== 'province' || office.kind === 'province');

  async function apply() {
    if (!field) return;
    try {
      const done = await call('record.edit-many', {
        register: register.id,
        scope,
        values: { [field.key]: mode === 'empty' ? null : value },
        mode: mode === 'append' ? 'append' : 'set',
      });
      const refused = done.refused > 0 ? `，${countText(done.refused)} 条已锁定没有改` : '';
      const shown = formatValue(field, value);
      const what = mode === 'append' ? `追加了“${shown}”` : mode === 'empty' || !shown ? '清空' : `改为“${shown}”`;
      showToast(`已把 ${countText(done.edited)} 条的${field.label}${what}${refused}`, { undo: done.act });
      onDone();
    } catch (error) {
      showError(error);
    }
  }

  function reason(): string | null {
    if (!field) return '先选要修改的字段。';
    if (refusal !== null) return refusal;
    return mode !== 'empty' && value === null ? '先填要改成的内容；要去掉原来的内容，请选“清空”。' : null;
  }

  return (
    <div className="row">
      <Select
        aria-label="要修改的字段"
        placeholder="字段"
        w={140}
        searchable
        data={editable.map((one) => ({ value: one.key, label: one.label }))}
        value={field?.key ?? null}
        onChange={(key) => {
          setField(editable.find((one) => one.key === key));
          setValue(null);
          setMode('set');
          setRefusal(null);
        }}
      />
      {field ? (
        <Select
          aria-label="怎样修改"
          w={84}
          allowDeselect={false}
          data={MODES.filter((one) => one.value !== 'append' || mayAppend(field))}
          value={mode}
          onChange={(next) => setMode((next as Mode | null) ?? 'set')}
        />
      ) : null}
      {field && mode !== 'empty' ? (
        <div style={{ width: 200 }} title={refusal ?? undefined}>
          <FieldEditor
            key={field.key}
            field={field}
            value={value}
            record={{ owner: office.code, values: {} }}
            readOnly={false}
            label={`改为`}
            invalid={refusal ? 'error' : undefined}
            onSave={async (next) => {
              setValue(next);
              return null;
            }}
            onRefused={setRefusal}
          />
        </div>
      ) : null}
      <ReasonedButton size="compact-sm" variant="filled" reason={reason()} onClick={() => void apply()}>
        改这 {countText(count)} 条
      </ReasonedButton>
      <button type="button" className="link small" onClick={onDone}>
        取消
      </button>
    </div>
  );
}
