import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './settings.module.css';

/** The office, which stays, and the officer, who may change. */
export function OfficePanel() {
  const { office, officer, plan } = useWorkspace();
  const [name, setName] = useState(officer);

  async function save() {
    const written = name.trim();
    if (!written || written === officer) return;
    try {
      await call('workspace.set-officer', { officer: written });
      showToast(`经办人改为${written}，以后的改动记在这个名下`);
    } catch (error) {
      showError(error);
    }
  }

  return (
    <Panel title="单位与经办人">
      <dl className={styles.facts}>
        <dt>单位</dt>
        <dd>
          {office.name}（{office.code}）
        </dd>
        <dt>行动计划</dt>
        <dd>{plan.name}</dd>
      </dl>
      <TextInput
        mt={6}
        label="经办人"
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter') void save();
        }}
      />
      <Button
        mt={10}
        onClick={() => {
          call('workspace.close', {}).catch(showError);
        }}
      >
        换一个工作区…
      </Button>
    </Panel>
  );
}
