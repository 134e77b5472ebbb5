import { Button, Menu } from '@mantine/core';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { go } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { SHEET_FILES, saveTemplate } from '../../parts/save-template.ts';
import { toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';

interface RegisterActionsProps {
  readonly register: Register;
  readonly filter: RecordFilter;
  readonly onNew: () => void;
}

async function exportSheet(register: Register, filter: RecordFilter): Promise<void> {
  try {
    const { path } = await call('host.pick-save', {
      title: '导出到',
      suggestedName: `${register.label}.xlsx`,
      filters: SHEET_FILES,
    });
    if (!path) return;
    const done = await call('export.register', { register: register.id, path, filter });
    showToast(`已导出 ${countText(done.rows)} ${register.measure}`, { action: toFolder(path) });
  } catch (error) {
    showError(error);
  }
}

/** What can be done with a register as a whole. */
export function RegisterActions({ register, filter, onNew }: RegisterActionsProps) {
  return (
    <>
      <Button onClick={() => go('import', { register: register.id })}>导入表格</Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button>导出 ▾</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void exportSheet(register, filter)}>导出现在列出的记录…</Menu.Item>
          <Menu.Item onClick={() => void exportSheet(register, {})}>导出全部…</Menu.Item>
          <Menu.Item onClick={() => void saveTemplate(register)}>下载空白模板…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="filled"
        onClick={onNew}
        rightSection={<span style={{ opacity: 0.85, fontWeight: 400 }}>Ctrl N</span>}
      >
        新增
      </Button>
    </>
  );
}
