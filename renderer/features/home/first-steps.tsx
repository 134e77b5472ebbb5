import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import { saveTemplate } from '../../parts/save-template.ts';
import { startRecord } from '../../parts/start-record.ts';
import styles from './home.module.css';

/** The three steps from an empty ledger to its first records. `ready`: the province's baseline is in. */
export function FirstSteps({ ready }: { readonly ready: boolean }) {
  const { above } = useOfficeWords();
  const [register, setRegister] = useState(REGISTERS[0]!.id);
  const chosen = registerById(register) ?? REGISTERS[0]!;

  return (
    <Panel className={styles.start} label="开始的三步">
      <ol>
        <li className={styles.stepLine}>
          <span className={styles.step} aria-hidden="true">
            1
          </span>
          <div className="grow">
            <strong>新增第一条记录</strong>
            <p className="second">先选台账，再新增；随填随存，可以撤销。</p>
          </div>
          <Select
            aria-label="哪个台账"
            w={140}
            allowDeselect={false}
            searchable
            data={REGISTERS.map((one) => ({ value: one.id, label: one.label }))}
            value={register}
            onChange={(value) => value && setRegister(value)}
          />
          <Button
            variant="filled"
            autoFocus
            onClick={() => void startRecord(chosen, (params) => go('register', params))}
          >
            新增一{chosen.measure}
          </Button>
        </li>
        <li className={styles.stepLine}>
          <span className={styles.step} aria-hidden="true">
            2
          </span>
          <div className="grow">
            <strong>导入各单位的表格</strong>
            <p className="second">单位报来的 Excel、WPS 表格和 csv 都可以，写入前先看每一处问题。</p>
          </div>
          <Button onClick={() => void saveTemplate(chosen)}>下载{chosen.label}模板</Button>
          <Button onClick={() => go('import', { register })}>导入{chosen.label}表格</Button>
        </li>
        <li className={styles.stepLine}>
          <span className={styles.step} data-done={ready || undefined} aria-hidden="true">
            {ready ? '✓' : '3'}
          </span>
          <div className="grow">
            <strong>{ready ? `${above}的下发包已装入` : `装入${above}的下发包`}</strong>
            <p className="second">
              {ready ? '报送包可以加密给省厅了。' : '里面有省厅的密钥、截止日和本市目标；收到后装入，报送前装入即可。'}
            </p>
          </div>
          {ready ? null : <Button onClick={() => go('settings', { section: 'baseline' })}>装入下发包</Button>}
        </li>
      </ol>
      <p className={styles.lost}>
        <span className="second">
          以前报送过、台账丢了的：在“设置”里存一份密钥文件，连同盖章的密钥单交给{above}
          ，再装入它重发的批复包，报过的记录和审核结果就都回来了。
        </span>
        <Button size="compact-sm" onClick={() => go('reply-inbox')}>
          装入批复包
        </Button>
      </p>
    </Panel>
  );
}
