import { Button, Menu } from '@mantine/core';
import type { Field, Register } from '../../../shared/registers/register.ts';

interface MissingListProps {
  readonly register: Register;
  readonly fields: readonly Field[];
  readonly onJump: (field: string) => void;
}

/** 还缺 n 项: what must still be filled, each leading to its field. */
export function MissingList({ register, fields, onJump }: MissingListProps) {
  if (fields.length === 0) return null;
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" c="var(--amber)">
          还缺 {fields.length} 项
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {register.sections.map((section) => {
          const missing = fields.filter((field) => field.section === section.id);
          if (missing.length === 0) return null;
          return (
            <div key={section.id}>
              <Menu.Label>{section.label}</Menu.Label>
              {missing.map((field) => (
                <Menu.Item key={field.key} onClick={() => onJump(field.key)}>
                  {field.label}
                </Menu.Item>
              ))}
            </div>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
