import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { registerById } from '../../../shared/registers/registers.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { RecordLinks } from '../record-links.tsx';
import { SimilarNotice } from '../similar-notice.tsx';
import { useFormStore } from './form-store.ts';
import { HistoryView } from './history-view.tsx';
import { MatterList } from './matter-list.tsx';
import { missingFields } from './missing-fields.ts';
import { MissingList } from './missing-list.tsx';
import { openMatters } from './open-matters.ts';
import { PaneHeader } from './pane-header.tsx';
import { PaneSections } from './pane-sections.tsx';
import styles from './record-pane.module.css';
import { useEvidenceIntake } from './use-evidence-intake.ts';
import { useSaver } from './use-saver.ts';

interface RecordPaneProps {
  readonly id: string;
  /** Field to show first and focus. */
  readonly field?: string | undefined;
  readonly onClose: () => void;
  /** Alt+↓ and Alt+↑: the record after and before in the list beside, at the field that has the focus. */
  readonly onNext?: (field: string | undefined) => void;
  readonly onPrevious?: (field: string | undefined) => void;
}

/** A record beside its list: every field with its editor, problems, comments, conflicts, evidence and history. */
export function RecordPane(props: RecordPaneProps) {
  return <Pane key={props.id} {...props} />;
}

/** The field whose editor or label holds the element. */
function fieldAt(target: EventTarget): string | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
  return place?.dataset.field;
}

function Pane({ id, field, onClose, onNext, onPrevious }: RecordPaneProps) {
  const {
    data: record,
    error,
    refresh,
  } = useQuery('record.get', { id }, ['records', 'reviews', 'comments', 'packages']);
  const { office } = useWorkspace();
  const saver = useSaver(id);
  const [history, setHistory] = useState<{ readonly field: string | null } | null>(null);
  const body = useRef<HTMLElement>(null);
  const present = record?.id === id ? record : undefined;
  const loaded = present !== undefined;
  const takesFiles = present?.editable === true;
  const intake = useEvidenceIntake(takesFiles ? id : null);

  const wide = useFormStore((state) => state.wide);
  const setWide = useFormStore((state) => state.setWide);
  const register = present ? registerById(present.register) : undefined;
  const missing = useMemo(
    () =>
      present && register && present.editable
        ? missingFields(register, present.values, office.kind === 'province')
        : [],
    [present, register, office.kind],
  );

  // What is merely missing is counted beside it already.
  const matters =
    present && register
      ? openMatters(present, register).filter(
          ({ kind, place }) => kind !== 'error' || !missing.some((field) => field.key === place),
        )
      : [];

  /** Shows a field and gives it the focus; its section is unfolded first. */
  const jump = useCallback(
    (key: string) => {
      setHistory(null);
      const section = [...(register?.fields ?? []), ...(register?.tables ?? [])].find(
        (one) => one.key === key,
      )?.section;
      if (register && section) useFormStore.getState().fold(`${register.id}.${section}`, false);
      requestAnimationFrame(() => {
        const place = body.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(key)}"]`);
        place?.scrollIntoView({ block: 'center' });
        place?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
      });
    },
    [register],
  );

  useEffect(() => {
    if (!loaded) return;
    if (field) jump(field);
    // Opened with the focus nowhere, as from the palette: the keys belong to the record.
    else if (document.activeElement === document.body) body.current?.focus({ preventScroll: true });
  }, [field, loaded, jump]);

  /** The history gives way to the fields, the record stays open. */
  function leaveHistory() {
    setHistory(null);
    body.current?.focus({ preventScroll: true });
  }

  return (
    <section
      ref={body}
      tabIndex={-1}
      className={styles.pane}
      data-takes-files={takesFiles || undefined}
      data-over={intake.over || undefined}
      data-wide={wide || undefined}
      {...intake.listeners}
      aria-label={present ? `记录：${present.title}` : '记录'}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        // Escape first closes an open list of choices.
        const choosing = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
        if (event.key === 'Escape' && choosing) return;
        if (event.key === 'Escape' && !event.defaultPrevented && history) leaveHistory();
        else if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        else if (event.altKey && event.key === 'ArrowDown') onNext?.(fieldAt(event.target));
        else if (event.altKey && event.key === 'ArrowUp') onPrevious?.(fieldAt(event.target));
        else if (event.altKey && event.key === 'Enter') setWide(!wide);
        else return;
        event.preventDefault();
      }}
    >
      {error && !present ? (
        <div style={{ padding: 12 }}>
          <ErrorNotice error={error} onRetry={refresh} />
        </div>
      ) : null}
      {present && register ? (
        <>
          <PaneHeader
            record={present}
            saver={saver}
            missing={
              <>
                <MissingList register={register} fields={missing} onJump={jump} />
                {present.live ? <MatterList matters={matters} onJump={jump} /> : null}
              </>
            }
            historyShown={history !== null}
            onHistory={() => setHistory(history ? null : { field: null })}
            onClose={onClose}
          />
          <RecordLinks record={present} />
          <SimilarNotice record={present} register={register} />
          {history ? (
            <HistoryView
              record={present}
              register={register}
              field={history.field}
              save={saver.save}
              onField={(key) => setHistory({ field: key })}
            />
          ) : (
            <PaneSections
              key={id}
              record={present}
              register={register}
              save={saver.save}
              intake={intake}
              missing={missing}
              onHistory={(key) => setHistory({ field: key })}
            />
          )}
          <div className={styles.hints}>
            <span>Ctrl Z 撤销</span>
            {onNext ? <span>Alt ↓ 下一条</span> : null}
            <span>Alt Enter {wide ? '收起' : '展开'}</span>
            <span>Esc 关闭</span>
          </div>
        </>
      ) : null}
    </section>
  );
}
