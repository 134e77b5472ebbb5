import { Menu } from '@mantine/core';
import type { RecordFilter, RecordState } from '../../../shared/contract/shapes.ts';
import { stateLabel } from '../../parts/badge.tsx';
import { STATES } from './filter-text.ts';
import styles from './register-view.module.css';

interface StateMenuProps {
  readonly filter: RecordFilter;
  readonly onChange: (filter: RecordFilter) => void;
}

/** Narrows the list by state and by what happened since the filing. */
export function StateMenu({ filter, onChange }: StateMenuProps) {
  const states = filter.states ?? [];
  function toggle(state: RecordState) {
    const next = states.includes(state) ? states.filter((one) => one !== state) : [...states, state];
    const { states: _, ...rest } = filter;
    onChange(next.length > 0 ? { ...rest, states: next } : rest);
  }
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.addChip}>
          状态 ▾
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {STATES.map((state) => (
          <Menu.Item
            key={state}
            role="menuitemcheckbox"
            aria-checked={states.includes(state)}
            rightSection={states.includes(state) ? '✓' : null}
            onClick={() => toggle(state)}
          >
            {stateLabel(state)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={filter.changed === true}
          rightSection={filter.changed ? '✓' : null}
          onClick={() => onChange({ ...filter, changed: filter.changed ? undefined : true })}
        >
          报送后有改动
        </Menu.Item>
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={filter.conflicted === true}
          rightSection={filter.conflicted ? '✓' : null}
          onClick={() => onChange({ ...filter, conflicted: filter.conflicted ? undefined : true })}
        >
          有冲突
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
