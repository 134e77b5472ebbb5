import { NativeSelect } from '@mantine/core';
import type { SwitchedSeverity } from '../../../shared/check/rule-setting.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { SeverityBadge, severityLabel } from '../../parts/badge.tsx';
import type { DataColumn } from '../../parts/data-list.tsx';
import styles from './rule.module.css';

type Rule = CallOutput<'rule.list'>['rules'][number];

const SWITCHES: readonly SwitchedSeverity[] = ['error', 'warning', 'hint', 'off'];
const LIMITS = [1, 2, 3, 4, 5, 10];

function switchLabel(severity: SwitchedSeverity): string {
  return severity === 'off' ? '停用' : severityLabel(severity);
}

interface RuleActs {
  readonly editable: boolean;
  readonly onSwitch: (rule: Rule, to: SwitchedSeverity) => void;
  readonly onLimit: (rule: Rule, limit: number) => void;
  readonly onEdit: (rule: Rule) => void;
}

/** The columns of the list of rules. */
export function ruleColumns({ editable, onSwitch, onLimit, onEdit }: RuleActs): readonly DataColumn<Rule>[] {
  return [
    {
      key: 'severity',
      label: '轻重',
      width: '92px',
      render: (rule) =>
        !editable || rule.fixed ? (
          rule.inForce === 'off' ? (
            <span className="quiet">停用</span>
          ) : (
            <SeverityBadge severity={rule.inForce} />
          )
        ) : (
          <NativeSelect
            size="xs"
            variant={rule.inForce === rule.severity ? 'unstyled' : 'default'}
            aria-label={`${rule.demand}轻重`}
            value={rule.inForce}
            onChange={(event) => onSwitch(rule, event.currentTarget.value as SwitchedSeverity)}
            data={SWITCHES.map((one) => ({
              value: one,
              label: one === rule.severity && rule.inForce !== one ? `${switchLabel(one)}（原）` : switchLabel(one),
            }))}
          />
        ),
    },
    {
      key: 'register',
      label: '台账',
      width: '96px',
      render: (rule) => (rule.register ? registerById(rule.register)?.label : '各台账之间'),
    },
    {
      key: 'demand',
      label: '要求',
      width: 'minmax(220px, 2fr)',
      render: (rule) => (
        <span className={styles.demand}>
          {rule.demand}
          {rule.limit !== null ? (
            <NativeSelect
              size="xs"
              className={styles.limit}
              aria-label={`${rule.demand}项数上限`}
              disabled={!editable}
              value={String(rule.limit)}
              onChange={(event) => onLimit(rule, Number(event.currentTarget.value))}
              data={[...new Set([...LIMITS, rule.limit])]
                .sort((one, other) => one - other)
                .map((limit) => ({
                  value: String(limit),
                  label: `最多 ${limit} 项`,
                }))}
            />
          ) : null}
          {rule.unknown ? <span className="quiet">本机版本不认识这种比较，没有采用；升级程序后生效。</span> : null}
        </span>
      ),
    },
    {
      key: 'fields',
      label: '字段',
      width: 'minmax(100px, 1fr)',
      render: (rule) => {
        const text = rule.fields.join('、');
        return (
          <span className="ellipsis" title={text}>
            {text}
          </span>
        );
      },
    },
    {
      key: 'source',
      label: '依据',
      width: 'minmax(120px, 1fr)',
      render: (rule) => (
        <span className="ellipsis second" title={rule.source}>
          {rule.source}
        </span>
      ),
    },
    {
      key: 'act',
      label: '',
      width: '64px',
      render: (rule) =>
        rule.fixed ? (
          <span className="quiet small" title="不符合的内容无法保存和汇总，不能调整">
            固定
          </span>
        ) : rule.added && editable && !rule.unknown ? (
          <button type="button" className="link" onClick={() => onEdit(rule)}>
            修改
          </button>
        ) : null,
    },
  ];
}
