import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { FieldEditor } from '../../parts/record-pane/field-editor.tsx';
import { showError, showToast } from '../../parts/toast.ts';

interface BulkEditProps {
  readonly register: Register;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

/** One field set to one value on every selected record, as one act. */
export function BulkEdit({ register, ids, onDone }: BulkEditProps) {
  const { office } = useWorkspace();
  const [field, setField] = useState<Field | undefined>(undefined);
  const [value, setValue] = useState<FieldValue>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const editable = register.fields.filter((one) => one.authority !== 'province' || office.kind === 'province');

  async function apply() {
    if (!field) return;
    try {
      const done = await call('record.edit-many', {
        register: register.id,
        ids: [...ids],
        values: { [field.key]: value },
      });
      const refused = done.refused > 0 ? `，${done.refused} 条已锁定没有改` : '';
      showToast(`已把 ${done.edited} 条的${field.label}改为“${formatValue(field, value) || '空'}”${refused}`, {
        undo: done.act,
      });
      onDone();
    } catch (error) {
      showError(error);
    }
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
          setRefusal(null);
        }}
      />
      {field ? (
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
      <Button size="compact-sm" variant="filled" disabled={!field || refusal !== null} onClick={() => void apply()}>
        改这 {ids.length} 条
      </Button>
      <button type="button" className="link small" onClick={onDone}>
        取消
      </button>
    </div>
  );
}
