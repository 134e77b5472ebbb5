import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PROVINCE_OFFICE } from '../../../shared/office/offices.ts';
import { call } from '../../client/bridge.ts';
import type { StartFormProps } from './create-form.tsx';
import styles from './first-run.module.css';
import { FolderField } from './folder-field.tsx';
import { folderIn, officeChoices } from './office-choices.ts';

/** The demo province: sixteen invented cities with four quarters played. */
export function DemoForm({ suggestedFolder, busy, open }: StartFormProps) {
  const [office, setOffice] = useState(PROVINCE_OFFICE);
  const [path, setPath] = useState(folderIn(suggestedFolder, '演示'));

  function start(event: FormEvent) {
    event.preventDefault();
    void open(() => call('workspace.demo', { path, office }));
  }

  return (
    <form className={styles.form} onSubmit={start}>
      <p className="second">生成省厅和 16 个市 2020 年四个季度的示例数据，人名、单位名都是虚构的，可以随意试用。</p>
      <Select
        label="以哪个单位的身份打开"
        data={officeChoices}
        value={office}
        onChange={(value) => setOffice(value ?? PROVINCE_OFFICE)}
        allowDeselect={false}
        searchable
      />
      <FolderField label="存放位置" value={path} onChange={setPath} />
      <div>
        <Button type="submit" variant="filled" loading={busy}>
          生成并打开演示
        </Button>
      </div>
    </form>
  );
}
