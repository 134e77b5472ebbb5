import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { ProblemView, Severity } from '../../../shared/contract/shapes.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemGroup } from './problem-group.tsx';

type Checked = CallOutput<'check.run'>;

function headingOf(checked: Checked | undefined): string {
  if (!checked) return '校验';
  const { errors, warnings: unexplained } = checked;
  if (errors > 0 && unexplained > 0) return `${errors} 处错误要改正，${unexplained} 处警示要说明`;
  if (errors > 0) return `${errors} 处错误要改正`;
  if (unexplained > 0) return `没有错误，${unexplained} 处警示要说明`;
  return '校验通过';
}

interface Group {
  readonly rule: string;
  readonly severity: Severity;
  readonly problems: readonly ProblemView[];
}

function groupsOf(problems: readonly ProblemView[]): readonly Group[] {
  const groups = new Map<string, { rule: string; severity: Severity; problems: ProblemView[] }>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.rule}`;
    const group = groups.get(key) ?? { rule: problem.rule, severity: problem.severity, problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  const order: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };
  return [...groups.values()].sort(
    (one, other) => order[one.severity] - order[other.severity] || other.problems.length - one.problems.length,
  );
}

/** Everything the checks found: by severity, then rule; each line leads to its field. */
export function CheckPage() {
  const { period } = useWorkspace();
  const asked = useNavigation((state) => state.params.severity);
  const [severity, setSeverity] = useState<'all' | Severity>((asked as Severity | undefined) ?? 'all');
  const check = useQuery('check.run', { period, ...(severity === 'all' ? {} : { severity }) }, [
    'records',
    'narratives',
    'packages',
  ]);
  const checked = check.data;
  const groups = groupsOf(checked?.problems ?? []);
  return (
    <Page
      title={headingOf(checked)}
      state={checked ? `${periodLabel(period)}，错误改正、警示说明后才能传出，提示只供参考` : ''}
      filters={
        checked ? (
          <SegmentedControl
            size="xs"
            aria-label="按轻重筛选"
            value={severity}
            onChange={(value) => setSeverity(value as 'all' | Severity)}
            data={[
              { value: 'all', label: '全部' },
              { value: 'error', label: `错误 ${countText(checked.errors)}` },
              { value: 'warning', label: `警示 ${countText(checked.warnings + checked.explained)}` },
              { value: 'hint', label: `提示 ${countText(checked.hints)}` },
            ]}
          />
        ) : null
      }
    >
      {check.error ? <ErrorNotice error={check.error} onRetry={check.refresh} /> : null}
      {checked && groups.length === 0 ? (
        <EmptyState sentence={severity === 'all' ? '没有发现问题，可以传出报送包。' : '这一类没有问题。'} />
      ) : null}
      <div className="stack">
        {groups.map((group) => (
          <ProblemGroup key={`${group.severity}${group.rule}`} severity={group.severity} problems={group.problems} />
        ))}
      </div>
    </Page>
  );
}
