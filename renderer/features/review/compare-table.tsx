import { Fragment, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { CommentView, RecordView } from '../../../shared/contract/shapes.ts';
import { momentText } from '../../parts/amount.ts';
import { CommentThread } from '../../parts/record-pane/comment-thread.tsx';
import { CommentBox } from './comment-box.tsx';
import { CorrectBox } from './correct-box.tsx';
import styles from './review.module.css';

export type ComparedField = CallOutput<'review.compare'>['fields'][number];

interface CompareTableProps {
  readonly fields: readonly ComparedField[];
  readonly formerAt: string | null;
  readonly sectionLabel: (section: string) => string;
  /** 万元, % …; empty for fields without a unit. */
  readonly unitOf: (field: string) => string;
  /** Comments written in this sitting, not yet sent, by field. */
  readonly drafts: ReadonlyMap<string, string>;
  readonly threads: readonly CommentView[];
  readonly writing: string | null;
  readonly onWrite: (field: string | null) => void;
  readonly onDraft: (field: string, text: string) => void;
  readonly record: RecordView;
  /** Whether a field may be corrected here and now. */
  readonly mayCorrect: (field: string) => boolean;
}

/** The record field by field, former beside present; pressing a line opens the comment box under it. */
export function CompareTable(props: CompareTableProps) {
  const { fields, formerAt, sectionLabel } = props;
  return (
    <table className={styles.compare}>
      <thead>
        <tr>
          <th scope="col">字段</th>
          {formerAt ? <th scope="col">上次审核时 {momentText(formerAt).slice(0, 10)}</th> : null}
          <th scope="col">本次报送</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, index) => (
          <Fragment key={field.field}>
            {field.section !== fields[index - 1]?.section ? (
              <tr className={styles.section}>
                <th colSpan={formerAt ? 3 : 2} scope="colgroup">
                  {sectionLabel(field.section)}
                </th>
              </tr>
            ) : null}
            <FieldLine {...props} field={field} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

type FieldLineProps = CompareTableProps & { readonly field: ComparedField };

function FieldLine(line: FieldLineProps) {
  const { field, formerAt, unitOf, drafts, threads, writing, onWrite, onDraft } = line;
  const unit = unitOf(field.field);
  const draft = drafts.get(field.field);
  const talk = threads.filter((thread) => thread.field === field.field && thread.state !== 'closed');
  const open = writing === field.field;
  return (
    <>
      <tr className={styles.field} data-differs={field.differs || undefined}>
        <th scope="row">
          <button
            type="button"
            className={styles.fieldButton}
            aria-expanded={open}
            title="点开写意见"
            onClick={() => onWrite(open ? null : field.field)}
          >
            {field.label}
          </button>
          {unit ? <span className="quiet small">{unit}</span> : null}
        </th>
        {formerAt ? <td className="second">{field.before || '（空）'}</td> : null}
        <td>
          {field.differs && formerAt ? (
            <>
              <span aria-hidden="true" className="quiet">
                →{' '}
              </span>
              <strong>{field.after || '（空）'}</strong>
              <span className="visually-hidden">，有改动</span>
            </>
          ) : (
            field.after || <span className="quiet">（空）</span>
          )}
        </td>
      </tr>
      {talk.length > 0 || draft || open ? (
        <tr className={styles.talk}>
          <td colSpan={formerAt ? 3 : 2}>
            <div className={styles.talkLines}>
              {talk.map((thread) => (
                <CommentThread key={thread.thread} comment={thread} />
              ))}
              {open ? (
                <FieldWriting {...line} />
              ) : draft ? (
                <p className={styles.draft}>
                  意见：{draft}{' '}
                  <button type="button" className="link small" onClick={() => onWrite(field.field)}>
                    改
                  </button>{' '}
                  <button type="button" className="link small" onClick={() => onDraft(field.field, '')}>
                    删
                  </button>
                </p>
              ) : null}
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** What is written at a field: a comment, or the value corrected instead. */
function FieldWriting({ field, drafts, onWrite, onDraft, record, mayCorrect }: FieldLineProps) {
  const [correcting, setCorrecting] = useState(false);
  const done = () => onWrite(null);
  if (correcting) return <CorrectBox record={record} field={field.field} onDone={done} />;
  return (
    <CommentBox
      label={field.label}
      initial={drafts.get(field.field) ?? ''}
      onKeep={(text) => {
        onDraft(field.field, text);
        done();
      }}
      onCancel={done}
      {...(mayCorrect(field.field) ? { onCorrect: () => setCorrecting(true) } : {})}
    />
  );
}
