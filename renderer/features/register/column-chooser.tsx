import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { choiceMatches } from '../../parts/code-choices.ts';
import { declaredLayout, withToggled } from './column-layout.ts';
import type { List } from './list-store.ts';
import styles from './register-view.module.css';

/** Which fields are columns of the list, by section, with a search. */
export function ColumnChooser({ register, list }: { readonly register: Register; readonly list: List }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { layout, change } = list;
  const shown = new Set(layout.columns);
  const sections = register.sections
    .map((section) => ({
      ...section,
      fields: register.fields.filter(
        (field) => field.section === section.id && choiceMatches({ code: field.key, label: field.label }, words),
      ),
    }))
    .filter((section) => section.fields.length > 0);

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.addChip} aria-expanded={open} onClick={() => setOpen(!open)}>
          列 ▾
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.chooser}>
          <TextInput
            data-autofocus
            aria-label="查找列"
            placeholder="查找列，可用拼音首字母"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <div className={styles.chooserList}>
            {sections.map((section) => (
              <fieldset key={section.id} className={styles.chooserSection}>
                <legend className="quiet small">{section.label}</legend>
                {section.fields.map((field) => (
                  <Checkbox
                    key={field.key}
                    mt={4}
                    label={field.label}
                    checked={shown.has(field.key)}
                    onChange={() => change({ layout: withToggled(layout, field.key) })}
                  />
                ))}
              </fieldset>
            ))}
            {sections.length === 0 ? <span className="quiet small">没有这样的列。</span> : null}
          </div>
          <div className="row">
            <Button
              onClick={() => change({ layout: { ...layout, columns: register.fields.map((field) => field.key) } })}
            >
              全部显示
            </Button>
            <Button onClick={() => change({ layout: declaredLayout(register) })}>恢复常用的列</Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
