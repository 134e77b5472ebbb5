import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Panel } from '../../parts/page.tsx';

/** Light, dark, or as the system is. */
export function AppearancePanel() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel title="外观">
      <SegmentedControl
        size="xs"
        aria-label="明暗"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
        data={[
          { value: 'light', label: '浅色' },
          { value: 'dark', label: '深色' },
          { value: 'auto', label: '随系统' },
        ]}
      />
    </Panel>
  );
}
