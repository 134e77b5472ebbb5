import { Button, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SwitchedSeverity } from '../../../shared/check/rule-setting.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { foldText } from '../../../shared/values/text.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { changeRules } from './change-rules.ts';
import styles from './rule.module.css';
import { ruleColumns } from './rule-columns.tsx';
import { RuleForm } from './rule-form.tsx';

export type Rule = CallOutput<'rule.list'>['rules'][number];

const ACROSS = 'across';
const SWITCHED = 'switched';

function isSwitched(rule: Rule): boolean {
  return rule.added !== null || rule.inForce !== rule.severity;
}

/** 校验规则: every rule there is; the province sets how grave each is and adds simple ones of its own. */
export function RulePage() {
  const shown = useQuery('rule.list', {}, ['workspace']);
  const [place, setPlace] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const rules = shown.data?.rules ?? [];
  const words = useMemo(() => search.split(/\s+/u).map(foldText).filter(Boolean), [search]);
  const listed = rules.filter((rule) => {
    if (place === ACROSS && rule.register !== null) return false;
    if (place === SWITCHED && !isSwitched(rule)) return false;
    if (place && place !== ACROSS && place !== SWITCHED && rule.register !== place) return false;
    const label = rule.register ? (registerById(rule.register)?.label ?? '') : '各台账之间';
    const text = foldText([rule.demand, rule.source, label, ...rule.fields].join(' '));
    return words.every((word) => text.includes(word));
  });
  const switched = rules.filter(isSwitched).length;

  const onSwitch = (rule: Rule, to: SwitchedSeverity) => {
    const severities = { [rule.id]: to === rule.severity ? null : to };
    void changeRules({ severities }, to === 'off' ? '这条规则已停用' : '轻重已调整');
  };
  const onLimit = (rule: Rule, limit: number) => {
    void changeRules({ limits: { [rule.id]: limit } }, `项数上限改为 ${limit} 项`);
  };

  return (
    <Page
      title={switched > 0 ? `调整过 ${countText(switched)} 条规则` : '校验规则'}
      state={`共 ${countText(rules.length)} 条，调整后本机重新校验，下发后各市照此校验`}
      fill
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => go('office-keys')}>
            去写下发包
          </Button>
          <Button size="xs" onClick={() => setEditing('new')}>
            增设规则
          </Button>
        </>
      }
      filters={
        <>
          <Select
            size="xs"
            w={170}
            aria-label="按台账筛选"
            placeholder="全部台账"
            clearable
            searchable
            value={place}
            onChange={setPlace}
            data={[
              { value: SWITCHED, label: '调整过的' },
              ...REGISTERS.map((register) => ({ value: register.id, label: register.label })),
              { value: ACROSS, label: '各台账之间' },
            ]}
          />
          <TextInput
            size="xs"
            w={260}
            aria-label="查找规则"
            placeholder="查找规则、字段、依据"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <span className="small second">{countText(listed.length)} 条</span>
        </>
      }
    >
      {shown.error ? <ErrorNotice error={shown.error} onRetry={shown.refresh} /> : null}
      {shown.data ? (
        <div className={styles.desk} data-editing={editing !== null || undefined}>
          <div className={styles.list}>
            <DataList
              label="校验规则"
              items={listed}
              keyOf={(rule) => rule.id}
              columns={ruleColumns({ editable: shown.data.editable, onSwitch, onLimit, onEdit: setEditing })}
              selected={selected}
              onSelect={(rule) => setSelected(rule.id)}
              onOpen={(rule) => (rule.added ? setEditing(rule) : undefined)}
              interactive
              measured
              rowHeight={34}
              empty={<EmptyState sentence="没有这样的规则，换一个词再找。" />}
            />
          </div>
          {editing !== null ? (
            <RuleForm
              key={editing === 'new' ? 'new' : editing.id}
              given={editing === 'new' ? null : editing.added}
              register={place && registerById(place) ? place : 'project'}
              onDone={() => setEditing(null)}
            />
          ) : null}
        </div>
      ) : null}
    </Page>
  );
}
