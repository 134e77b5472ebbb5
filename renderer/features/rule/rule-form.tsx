import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { COMPARISONS, comparisonOf, PATTERNS } from '../../../shared/check/added-rules.ts';
import type { AddedRule } from '../../../shared/check/rule-setting.ts';
import type { Severity } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { severityLabel } from '../../parts/badge.tsx';
import { newRowId } from '../../parts/new-row-id.ts';
import { Panel } from '../../parts/page.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { changeRules } from './change-rules.ts';
import { readOperand, shownOperand } from './operand-text.ts';
import styles from './rule.module.css';

interface RuleFormProps {
  /** The rule to change; null for a new one. */
  readonly given: AddedRule | null;
  /** Register of a new one. */
  readonly register: string;
  readonly onDone: () => void;
}

interface Draft {
  readonly register: string;
  readonly field: string;
  readonly comparison: string;
  readonly texts: readonly string[];
  readonly other: string;
  readonly severity: Severity;
  readonly sentence: string;
}

function draftOf(given: AddedRule | null, register: string): Draft {
  if (!given)
    return { register, field: '', comparison: 'empty', texts: ['', ''], other: '', severity: 'warning', sentence: '' };
  const { field, comparison, other = '', severity, sentence } = given;
  const declared = findField(registerById(given.register)!, field);
  const texts = [0, 1].map((index) => shownOperand(declared, comparison, given.values[index]));
  return { register: given.register, field, comparison, texts, other, severity, sentence };
}

/** A simple rule of the province's own, with how many present records it would mark. */
export function RuleForm({ given, register: first, onDone }: RuleFormProps) {
  const { today } = useWorkspace();
  const [draft, setDraft] = useState(() => draftOf(given, first));
  const [id] = useState(() => given?.id.split('.own-')[1] ?? newRowId());
  const register = registerById(draft.register);
  const field = register && findField(register, draft.field);
  const comparisons = COMPARISONS.filter((one) => !field || one.takes(field));
  const comparison = comparisons.find((one) => one.id === draft.comparison);
  const count = { none: 0, field: 0, value: 1, length: 1, pattern: 1, range: 2 }[comparison?.operand ?? 'none'];
  const read = draft.texts.slice(0, count).map((text) => readOperand(field, comparison, text));
  const faults = read.flatMap((one) => (one.ok ? [] : [one.message]));
  const rule: AddedRule = {
    id: `${draft.register}.own-${id}`,
    register: draft.register,
    field: draft.field,
    comparison: draft.comparison,
    values: read.flatMap((one) => (one.ok ? [one.value] : [])),
    ...(comparison?.operand === 'field' ? { other: draft.other } : {}),
    severity: draft.severity,
    sentence: draft.sentence.trim() || `${field?.label ?? ''}${comparison?.label ?? ''}，请核对。`,
    since: given?.since ?? today,
  };
  const whole = field !== undefined && faults.length === 0 && comparisonOf(rule) !== undefined;
  const preview = useQuery('rule.preview', whole ? { rule } : null, ['records']);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const fields = (register?.fields ?? []).map((one) => ({ value: one.key, label: one.label }));

  async function save() {
    const change = { added: [rule], ...(given && given.id !== rule.id ? { removed: [given.id] } : {}) };
    if (await changeRules(change, given ? '规则已修改' : '规则已增设')) onDone();
  }
  async function remove() {
    if (given && (await changeRules({ removed: [given.id] }, '规则已去掉'))) onDone();
  }

  return (
    <Panel className={styles.form ?? ''} title={given ? '修改规则' : '增设规则'} label="增设规则">
      <div className={styles.rows}>
        <Select
          size="xs"
          label="台账"
          allowDeselect={false}
          searchable
          data={REGISTERS.map((one) => ({ value: one.id, label: one.label }))}
          value={draft.register}
          onChange={(value) => value && set({ register: value, field: '', other: '' })}
        />
        <Select
          size="xs"
          label="字段"
          placeholder="选一项"
          searchable
          data={fields}
          value={draft.field || null}
          onChange={(value) => set({ field: value ?? '', texts: ['', ''] })}
        />
        <Select
          size="xs"
          label="出现这种情况时提出"
          allowDeselect={false}
          data={comparisons.map((one) => ({ value: one.id, label: one.label }))}
          value={comparison?.id ?? null}
          onChange={(value) => value && set({ comparison: value, texts: ['', ''] })}
        />
        {comparison?.operand === 'field' ? (
          <Select
            size="xs"
            label="另一项"
            placeholder="选一项"
            searchable
            data={fields.filter((one) => one.value !== draft.field)}
            value={draft.other || null}
            onChange={(value) => set({ other: value ?? '' })}
          />
        ) : null}
        {comparison?.operand === 'pattern' ? (
          <Select
            size="xs"
            label="格式"
            placeholder="选一种"
            data={PATTERNS.map((one) => ({ value: one.id, label: one.label }))}
            value={draft.texts[0] || null}
            onChange={(value) => set({ texts: [value ?? '', ''] })}
          />
        ) : (
          draft.texts.slice(0, count).map((text, index) => (
            <TextInput
              key={index === 0 ? 'from' : 'to'}
              size="xs"
              label={comparison?.operand === 'length' ? '字数' : index === 0 ? (count === 2 ? '从' : '值') : '到'}
              rightSection={comparison?.operand === 'length' ? '字' : field?.unit}
              rightSectionWidth={44}
              value={text}
              error={text !== '' && read[index]?.ok === false ? read[index].message : undefined}
              onChange={(event) => {
                const { value } = event.currentTarget;
                set({ texts: draft.texts.map((one, at) => (at === index ? value : one)) });
              }}
            />
          ))
        )}
        <Select
          size="xs"
          label="轻重"
          allowDeselect={false}
          data={(['error', 'warning', 'hint'] as const).map((one) => ({ value: one, label: severityLabel(one) }))}
          value={draft.severity}
          onChange={(value) => value && set({ severity: value as Severity })}
        />
        <Textarea
          size="xs"
          label="提示的话"
          description="说清哪里不对、怎么改"
          placeholder={rule.sentence}
          maxLength={200}
          autosize
          minRows={2}
          value={draft.sentence}
          onChange={(event) => set({ sentence: event.currentTarget.value })}
        />
        <div className={styles.preview} role="status">
          {preview.data ? (
            <>
              <p>
                现有 {countText(preview.data.looked)} 条中，{countText(preview.data.broken)} 条会被提出。
              </p>
              <ul>
                {preview.data.examples.map((one) => (
                  <li key={one.record} className="ellipsis" title={one.title}>
                    {one.title}：{one.shown}
                  </li>
                ))}
              </ul>
            </>
          ) : preview.error ? (
            preview.error.value.message
          ) : (
            '选好字段和比较后，这里显示现有记录中有多少条会被提出。'
          )}
        </div>
        <div className={styles.acts}>
          <ReasonedButton
            size="xs"
            reason={whole ? null : (faults[0] ?? '先选好字段和比较。')}
            onClick={() => void save()}
          >
            保存
          </ReasonedButton>
          <Button size="xs" variant="default" onClick={onDone}>
            取消
          </Button>
          {given ? (
            <Button size="xs" variant="subtle" color="red" onClick={() => void remove()}>
              去掉这条规则
            </Button>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}
