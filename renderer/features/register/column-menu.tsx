import { Button, Checkbox, Popover } from '@mantine/core';
import { useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { gridColumns } from './grid-columns.ts';
import { useLists } from './list-store.ts';
import styles from './register-view.module.css';

interface ColumnMenuProps {
  readonly register: Register;
  readonly chosen: readonly string[] | undefined;
}

/** Which fields are columns of the list. */
export function ColumnMenu({ register, chosen }: ColumnMenuProps) {
  const [open, setOpen] = useState(false);
  const change = useLists((state) => state.change);
  const shown = new Set(gridColumns(register, chosen).map((column) => column.field.key));

  function toggle(key: string) {
    const next = new Set(shown);
    if (!next.delete(key)) next.add(key);
    if (next.size > 0) change(register.id, { columns: [...next] });
  }

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.addChip} onClick={() => setOpen(!open)}>
          列 ▾
        </button>
      </Popover.Target>
      <Popover.Dropdown mah={420} style={{ overflow: 'auto' }}>
        <div className="stack" style={{ gap: 6 }}>
          {register.sections.map((section) => {
            const fields = register.fields.filter((field) => field.section === section.id);
            if (fields.length === 0) return null;
            return (
              <fieldset key={section.id} style={{ border: 0, padding: 0, margin: 0 }}>
                <legend className="quiet small">{section.label}</legend>
                {fields.map((field) => (
                  <Checkbox
                    key={field.key}
                    mt={4}
                    label={field.label}
                    checked={shown.has(field.key)}
                    onChange={() => toggle(field.key)}
                  />
                ))}
              </fieldset>
            );
          })}
          <Button
            onClick={() =>
              change(register.id, {
                columns: register.fields.filter((field) => field.listColumn !== undefined).map((field) => field.key),
              })
            }
          >
            恢复常用的列
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
