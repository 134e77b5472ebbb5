import { Button, SegmentedControl, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Severity } from '../../../shared/contract/shapes.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { go, useNavigation } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { ProblemGroup } from './problem-group.tsx';

type Summary = CallOutput<'check.summary'>;

function headingOf(checked: Summary | undefined, loading: boolean): string {
  if (!checked) return loading ? '正在校验' : '校验';
  const { errors, warnings: unexplained } = checked;
  if (errors > 0 && unexplained > 0) return `${countText(errors)} 处错误要改正，${countText(unexplained)} 处警示要说明`;
  if (errors > 0) return `${countText(errors)} 处错误要改正`;
  if (unexplained > 0) return `没有错误，${countText(unexplained)} 处警示要说明`;
  return '校验通过';
}

/** Walks the lines with ↓ and ↑, wherever in them the focus is; Enter is the line's own. */
function walk(event: KeyboardEvent, list: HTMLElement): void {
  if (!['ArrowDown', 'ArrowUp'].includes(event.key) || event.isComposing) return;
  const lines = [...list.querySelectorAll<HTMLElement>('[data-line]')];
  const now = lines.findIndex((line) => line === event.target || line.parentElement?.contains(event.target as Node));
  const next = lines[now + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

/** Everything the checks found: by severity, then rule; each line leads to its field. */
export function CheckPage() {
  const { period, office } = useWorkspace();
  const params = useNavigation((state) => state.params);
  const adjust = useNavigation((state) => state.adjust);
  const [severity, setSeverity] = useState<'all' | Severity>((params.severity as Severity | undefined) ?? 'all');
  const [running, setRunning] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const register = params.register;
  const check = useQuery('check.summary', register ? { register } : {}, ['records', 'workspace']);
  const checked = check.data;
  const only = checked?.rules.find((one) => one.rule === params.rule);
  const rules = (checked?.rules ?? []).filter(
    (one) => (severity === 'all' || one.severity === severity) && (!only || one.rule === only.rule),
  );

  useEffect(() => {
    const lines = list.current;
    if (!lines) return;
    const onKey = (event: KeyboardEvent) => walk(event, lines);
    lines.addEventListener('keydown', onKey);
    return () => lines.removeEventListener('keydown', onKey);
  }, []);

  async function start() {
    setRunning(true);
    try {
      const { errors, warnings } = await call('check.start', {});
      showToast(`校验完成：${countText(errors)} 处错误，${countText(warnings)} 处警示待说明`);
    } catch (error) {
      showError(error);
    } finally {
      setRunning(false);
    }
  }

  return (
    <Page
      title={headingOf(checked, check.loading)}
      state={
        checked
          ? office.kind === 'province'
            ? `${periodLabel(period)}，各市已报送的记录按同样的规则校验`
            : `${periodLabel(period)}，错误改正、警示说明后才能传出，提示只供参考`
          : '进度在窗口下方，可以取消'
      }
      actions={
        <>
          <Button variant="default" size="xs" loading={running} onClick={() => void start()}>
            重新校验
          </Button>
          {office.kind !== 'province' && checked && checked.errors + checked.warnings === 0 ? (
            <Button size="xs" onClick={() => go('filing')}>
              去报送
            </Button>
          ) : null}
        </>
      }
      filters={
        checked ? (
          <>
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
            <Select
              size="xs"
              w={150}
              aria-label="按台账筛选"
              placeholder="全部台账"
              clearable
              searchable
              data={REGISTERS.map((one) => ({ value: one.id, label: one.label }))}
              value={register ?? null}
              onChange={(value) => adjust({ register: value ?? undefined })}
            />
            {only ? (
              <Button size="compact-sm" maw={360} title="看全部规则" onClick={() => adjust({ rule: undefined })}>
                <span className="ellipsis">只看：{only.demand}</span> ✕
              </Button>
            ) : null}
            <span className="small second">↓ ↑ 逐条看，回车去改</span>
          </>
        ) : null
      }
    >
      {check.error ? <ErrorNotice error={check.error} onRetry={check.refresh} /> : null}
      {checked && rules.length === 0 && !check.error ? (
        <EmptyState sentence={severity === 'all' && !register ? '没有发现问题。' : '这一类没有问题。'} />
      ) : null}
      <div ref={list} className="stack">
        {rules.map((rule) => (
          <ProblemGroup key={`${rule.severity} ${rule.rule} ${rule.register}`} rule={rule} />
        ))}
      </div>
    </Page>
  );
}
