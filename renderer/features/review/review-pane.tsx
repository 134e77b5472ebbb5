import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { isFieldFromAbove } from '../../../shared/registers/link-fields.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { Badge, StatusBadge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { officeName } from '../../parts/office-name.ts';
import { UnlockForm } from '../../parts/record-pane/unlock-form.tsx';
import { CommentBox } from './comment-box.tsx';
import { type ComparedField, CompareTable } from './compare-table.tsx';
import { fieldUnit } from './field-unit.ts';
import { FirstLookNotice, waitsForSecond } from './first-look-notice.tsx';
import { RecordEvidence, RecordFaults } from './record-attachments.tsx';
import styles from './review.module.css';
import { RoundList } from './round-list.tsx';
import type { Verdict } from './use-verdict.ts';
import { VerdictButtons } from './verdict-buttons.tsx';

const TOPICS = ['records', 'reviews', 'comments'] as const;

interface ReviewPaneProps {
  readonly id: string;
  readonly verdict: Verdict;
  /** No records are ticked, so that the verdict is on this one. */
  readonly alone: boolean;
}

/** The record under review beside its former self, with evidence, faults and reasons, and the verdict at its head. */
export function ReviewPane({ id, verdict, alone }: ReviewPaneProps) {
  const record = useQuery('record.get', { id }, TOPICS);
  const compare = useQuery('review.compare', { id }, TOPICS);
  const { office, officer } = useWorkspace();
  const firstLooks = useQuery('review.second-look', {}, ['workspace']).data?.on ?? false;
  const [narrowed, setNarrowed] = useState(true);
  const [writing, setWriting] = useState<string | null>(null);
  const [rounds, setRounds] = useState(false);

  const error = record.error ?? compare.error;
  if (error && !record.data) return <ErrorNotice error={error} onRetry={record.refresh} />;
  if (!record.data || !compare.data) return <EmptyState sentence="正在取记录…" />;

  const view = record.data;
  const { formerAt: former, look } = compare.data;
  const second = waitsForSecond(look, officer);
  const register = registerById(view.register);
  const marked = new Set([...verdict.fields.keys(), ...view.comments.map((comment) => comment.field)]);
  const matters = (field: ComparedField) => (former === null ? field.after !== '' : field.differs);
  const fields = compare.data.fields.filter(
    (field) => !narrowed || matters(field) || marked.has(field.field) || writing === field.field,
  );
  const differing = compare.data.fields.filter((field) => field.differs).length;
  const open = view.comments.filter((comment) => comment.field === null && comment.state !== 'closed');

  return (
    <article className={styles.pane} aria-label={view.title}>
      <header className={styles.paneHead}>
        <h2 className={styles.paneTitle}>{view.title}</h2>
        <div className={styles.verdict}>
          <VerdictButtons
            verdict={verdict}
            second={second}
            first={firstLooks}
            disabled={view.locked || view.state !== 'submitted' || !alone}
          />
        </div>
      </header>
      <div className={styles.facts}>
        <StatusBadge state={view.state} changed={view.changed} />
        <span>{officeName(view.owner)}</span>
        <span>{register?.label}</span>
        <span>第 {view.round} 轮</span>
        {view.conflicts.length > 0 ? <Badge tone="violet">冲突 {view.conflicts.length}</Badge> : null}
        <span>{former === null ? '第一次报送' : `与上次相比改 ${differing} 处`}</span>
        <Checkbox
          label={former === null ? '只看已填' : '只看不同'}
          checked={narrowed}
          onChange={(event) => setNarrowed(event.currentTarget.checked)}
        />
        <button type="button" className="link" aria-expanded={rounds} onClick={() => setRounds(!rounds)}>
          历次审核
        </button>
        <button type="button" className="link" onClick={() => go('register', { register: view.register, id: view.id })}>
          在台账中打开
        </button>
      </div>
      {view.locked ? (
        <Notice action={<UnlockForm ids={[view.id]} />}>已通过并锁定。要让填报单位修改，先写明理由解锁。</Notice>
      ) : null}
      {verdict.asking && alone ? (
        <div className={styles.returning}>
          <p>
            {verdict.asking === 'send-back'
              ? '写明不同意初审的理由，初审看过后重新提出意见。'
              : '退回要写明意见：在下面写对整条记录的意见，或点字段名写在字段上。'}
          </p>
          <CommentBox
            label={null}
            initial=""
            keepLabel={verdict.asking === 'send-back' ? '退回初审' : '退回'}
            onKeep={(text) => verdict.take(verdict.asking ?? 'return', text)}
            onCancel={verdict.cancel}
          />
        </div>
      ) : null}
      {verdict.error ? <ErrorNotice error={verdict.error} /> : null}
      {look ? (
        <FirstLookNotice
          look={look}
          own={look.officer.trim() === officer.trim() && look.back === null}
          labelOf={(key) => (register && findField(register, key)?.label) ?? key}
          onRetract={() => verdict.take('retract')}
        />
      ) : null}
      {rounds ? <RoundList id={view.id} /> : null}
      <RecordFaults record={view} />
      <RecordEvidence record={view} />
      {open.map((comment) => (
        <p key={comment.thread} className={styles.draft}>
          {comment.entries.map((entry) => `${entry.officer}：${entry.text}`).join('　')}
        </p>
      ))}
      {fields.length === 0 ? (
        <EmptyState
          sentence="与上次审核时完全相同。"
          action={<Button onClick={() => setNarrowed(false)}>看全部字段</Button>}
        />
      ) : (
        <CompareTable
          fields={fields}
          formerAt={former}
          sectionLabel={(section) => register?.sections.find((one) => one.id === section)?.label ?? section}
          unitOf={(key) => fieldUnit(register && findField(register, key))}
          drafts={verdict.fields}
          threads={view.comments}
          writing={writing}
          onWrite={setWriting}
          onDraft={verdict.setField}
          record={view}
          mayCorrect={(key) => register !== undefined && !isFieldFromAbove(register, key) && view.owner !== office.code}
        />
      )}
    </article>
  );
}
