import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { OFFICES } from '../../../shared/office/offices.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './settings.module.css';

type Choice = { readonly code: string; readonly name?: string };

/** 下级填报单位: who files to this office by package; none where their tables come as workbooks. */
export function SubordinatesPanel() {
  const { office, subordinates } = useWorkspace();
  const { files, receives } = useOfficeWords();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const chosen = subordinates.map((one) => one.code);
  const known = new Map(
    [...OFFICES.subordinatesOf(office.code), ...subordinates].map((one) => [one.code, one.short] as const),
  );

  async function save(offices: readonly Choice[], said: string): Promise<boolean> {
    try {
      await call('workspace.set-subordinates', { offices: [...offices] });
      showToast(said);
      return true;
    } catch (error) {
      showError(error);
      return false;
    }
  }

  async function add() {
    const given = { code: code.trim(), name: name.trim() };
    if (!(await save([...chosen.map((one) => ({ code: one })), given], `已登记${given.name}`))) return;
    setCode('');
    setName('');
  }

  return (
    <Panel title="下级填报单位">
      <p className="second">
        {files
          ? '县（市、区）和开发区用表格报的，不必登记。用本软件填报、用报送包报来的，在这里登记，左边会多出收件和审核。'
          : '十六市已在计划里。省属单位等另外直接报省厅的，在下面登记。'}
      </p>
      {files ? (
        <MultiSelect
          label="单位"
          placeholder={chosen.length === 0 ? '还没有，可打字查找' : undefined}
          data={[...known].map(([value, label]) => ({ value, label }))}
          value={chosen}
          searchable
          nothingFoundMessage="没有这个单位，可在下面另加"
          onChange={(next) =>
            void save(
              next.map((one) => ({ code: one })),
              next.length > chosen.length ? '已登记，把下发包交给它就可以开始填报' : '已去掉',
            )
          }
        />
      ) : null}
      <div className={styles.addOffice}>
        <TextInput
          label="另加单位的代码"
          placeholder={files ? `${office.code.slice(0, 4)}…` : `${office.code.slice(0, 2)}…`}
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput label="名称" maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button disabled={!/^\d{6}$/.test(code.trim()) || name.trim() === ''} onClick={() => void add()}>
          另加
        </Button>
      </div>
      {files && receives ? (
        <p className="small">
          <button type="button" className="link" onClick={() => go('office-keys')}>
            写下发包、核对密钥
          </button>
        </p>
      ) : null}
    </Panel>
  );
}
