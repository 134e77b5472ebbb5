import { Popover, Select } from '@mantine/core';
import { useState } from 'react';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { ColumnFilter } from './column-filter.tsx';
import type { List } from './list-store.ts';
import styles from './register-view.module.css';

/** Adds a condition on any field, shown as a column or not. */
export function ConditionMenu({ register, list }: { readonly register: Register; readonly list: List }) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<Field | undefined>(undefined);
  function close() {
    setOpen(false);
    setField(undefined);
  }
  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? setOpen(true) : close())}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.addChip}
          aria-expanded={open}
          onClick={() => (open ? close() : setOpen(true))}
        >
          ＋ 条件
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.condition}>
          <Select
            label="字段"
            searchable
            data={register.fields.map((one) => ({ value: one.key, label: one.label }))}
            value={field?.key ?? null}
            onChange={(key) => setField(register.fields.find((one) => one.key === key))}
            comboboxProps={{ withinPortal: false }}
            maxDropdownHeight={220}
          />
          {field ? (
            <ColumnFilter
              key={field.key}
              register={register}
              field={field}
              filter={list.filter}
              onChange={(filter) => list.change({ filter })}
              onDone={close}
            />
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
