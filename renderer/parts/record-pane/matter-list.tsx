import { Button, Menu } from '@mantine/core';
import { Badge } from '../badge.tsx';
import type { Matter } from './open-matters.ts';

interface MatterListProps {
  readonly matters: readonly Matter[];
  readonly onJump: (place: string) => void;
}

/** 待处理 n 处: what waits in the record, each leading to its place; a single one is gone to at once. */
export function MatterList({ matters, onJump }: MatterListProps) {
  const [first] = matters;
  if (!first) return null;
  const label = `待处理 ${matters.length} 处`;
  if (matters.length === 1) {
    return (
      <Button
        size="compact-sm"
        c="var(--red)"
        title={`${first.word}：${first.label}`}
        onClick={() => onJump(first.place)}
      >
        {label}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" c="var(--red)">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {matters.map(({ key, tone, word, place, label: at }) => (
          <Menu.Item key={key} leftSection={<Badge tone={tone}>{word}</Badge>} onClick={() => onJump(place)}>
            {at}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
