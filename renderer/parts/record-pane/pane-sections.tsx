import { Fragment, useEffect, useRef, useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE, REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { type Field, isShown, type Register } from '../../../shared/registers/register.ts';
import { ChildTable } from './child-table.tsx';
import { CommentThread } from './comment-thread.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { FieldRow } from './field-row.tsx';
import { useFormStore } from './form-store.ts';
import { openMatters } from './open-matters.ts';
import { PaneSection } from './pane-section.tsx';
import { ProblemLine } from './problem-line.tsx';
import styles from './record-pane.module.css';
import { SectionAnchors } from './section-anchors.tsx';
import type { EvidenceIntake } from './use-evidence-intake.ts';

interface PaneSectionsProps {
  readonly record: RecordView;
  readonly register: Register;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  readonly intake: EvidenceIntake;
  readonly missing: readonly Field[];
  readonly onHistory: (field: string) => void;
}

/** The sections of a record one under the other, with a row of anchors that shows where one is. */
export function PaneSections({ record, register, save, intake, missing, onHistory }: PaneSectionsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [here, setHere] = useState(register.sections[0]?.id);
  const matters = openMatters(record, register);
  const general = record.problems.filter((problem) => !problem.field && !problem.table);
  const deletion = record.conflicts.find((conflict) => conflict.field === '$live' && !conflict.table);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    function onScroll() {
      const blocks = [...(box?.querySelectorAll<HTMLElement>('[data-section]') ?? [])];
      const top = box?.getBoundingClientRect().top ?? 0;
      const current = blocks.findLast((block) => block.getBoundingClientRect().top <= top + 40) ?? blocks[0];
      if (current?.dataset.section) setHere(current.dataset.section);
    }
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, []);

  function show(section: string) {
    useFormStore.getState().fold(`${register.id}.${section}`, false);
    scroller.current?.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ block: 'start' });
    setHere(section);
  }

  return (
    <>
      <SectionAnchors
        here={here}
        onShow={show}
        anchors={register.sections.map((section) => ({
          section,
          files: section.id === 'evidence' ? (record.tables[EVIDENCE_TABLE]?.length ?? 0) : 0,
          matters: matters.filter((one) => one.section === section.id).length,
        }))}
      />
      <div ref={scroller} className={styles.body}>
        {deletion ? <ConflictNotice conflict={deletion} /> : null}
        {general.map((problem) => (
          <ProblemLine key={problem.rule} problem={problem} record={record.id} editable={record.editable} />
        ))}
        {record.comments
          .filter((comment) => comment.field === null)
          .map((comment) => (
            <CommentThread key={comment.thread} comment={comment} />
          ))}
        {register.sections.map((section) => {
          const fields = register.fields.filter(
            (field) => field.section === section.id && isShown(field, record.values),
          );
          const tables = register.tables.filter((table) => table.section === section.id && table.key !== REASONS_TABLE);
          if (fields.length === 0 && tables.length === 0) return null;
          return (
            <PaneSection
              key={section.id}
              register={register.id}
              section={section}
              missing={missing.filter((field) => field.section === section.id).length}
            >
              {fields.map((field) => (
                <FieldRow key={field.key} field={field} record={record} save={save} onHistory={onHistory} />
              ))}
              {tables.map((table) =>
                table.key === EVIDENCE_TABLE ? (
                  <EvidenceList key={table.key} record={record} save={save} intake={intake} />
                ) : (
                  <Fragment key={table.key}>
                    {record.conflicts
                      .filter((conflict) => conflict.table === table.key)
                      .map((conflict) => (
                        <ConflictNotice key={`${conflict.rowId} ${conflict.field}`} conflict={conflict} />
                      ))}
                    <ChildTable table={table} record={record} save={save} />
                  </Fragment>
                ),
              )}
            </PaneSection>
          );
        })}
      </div>
    </>
  );
}
