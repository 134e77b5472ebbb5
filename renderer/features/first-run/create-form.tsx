import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { call } from '../../client/bridge.ts';
import styles from './first-run.module.css';
import { FolderField } from './folder-field.tsx';
import { allOfficeChoices, folderIn, loadOfficeReadings, type OfficeReadings, officesLike } from './office-choices.ts';
import { PlanFileField } from './plan-file-field.tsx';

export interface StartFormProps {
  readonly suggestedFolder: string;
  readonly busy: boolean;
  /** Runs what opens a workspace; `folder` is the one that a new workspace is to lie in. */
  readonly open: (work: () => Promise<unknown>, folder?: string) => Promise<void>;
}

/** A new workspace: which office, who, where; and under which plan, where that is not the one that ships. */
export function CreateForm({ suggestedFolder, busy, open }: StartFormProps) {
  const [office, setOffice] = useState<string | null>(null);
  const [officer, setOfficer] = useState('');
  const [readings, setReadings] = useState<OfficeReadings>(new Map());
  const officerInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Without the readings the offices are found by their characters.
    loadOfficeReadings().then(setReadings, () => undefined);
  }, []);
  const [chosenFolder, setChosenFolder] = useState<string | null>(null);
  const [planFile, setPlanFile] = useState<string | null>(null);
  const name = allOfficeChoices.find((choice) => choice.value === office)?.label;
  const path = chosenFolder ?? (name ? folderIn(suggestedFolder, name) : suggestedFolder);
  const ready = office !== null && officer.trim() !== '' && path !== '';

  function start(event: FormEvent) {
    event.preventDefault();
    if (!ready || !office) return;
    const plan = planFile === null ? {} : { planFile };
    void open(() => call('workspace.create', { path, office, officer: officer.trim(), ...plan }), path);
  }

  return (
    <form className={styles.form} onSubmit={start}>
      <Select
        label="单位"
        placeholder="选择本单位，县（市、区）打字查找，如 qd、snq"
        data={allOfficeChoices}
        value={office}
        onChange={setOffice}
        onOptionSubmit={() => officerInput.current?.focus()}
        searchable
        selectFirstOptionOnChange
        filter={({ search }) => [...officesLike(search, readings)]}
        nothingFoundMessage="没有这个单位"
        maxDropdownHeight={320}
        autoFocus
      />
      <TextInput
        ref={officerInput}
        label="经办人"
        description="写在每处改动和封面上，以后可以改。"
        value={officer}
        maxLength={40}
        onChange={(event) => setOfficer(event.currentTarget.value)}
      />
      <FolderField
        label="存放位置"
        description="台账、佐证材料和密钥都存放在这个文件夹里。"
        value={path}
        onChange={setChosenFolder}
      />
      <PlanFileField value={planFile} onChange={setPlanFile} />
      <div className="row">
        <Button type="submit" variant="filled" disabled={!ready} loading={busy}>
          开始
        </Button>
        {ready ? null : <span className="quiet">{office ? '还要填写经办人' : '先选择单位，再填写经办人'}</span>}
      </div>
    </form>
  );
}
