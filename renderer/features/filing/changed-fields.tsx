import { Fragment } from 'react';
import type { ShownChange } from '../../../shared/contract/shapes.ts';
import styles from './changed-fields.module.css';

interface ChangedFieldsProps {
  readonly fields: readonly (ShownChange & { readonly differs?: boolean })[];
}

/** Fields of a record: what was filed before, where it differs, and what is filed now. */
export function ChangedFields({ fields }: ChangedFieldsProps) {
  if (fields.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {fields.map(({ table, rowId, field, label, before, after, differs = true }) => (
        <Fragment key={`${table}${rowId}${field}`}>
          <dt>{label}</dt>
          <dd data-differs={differs || undefined}>
            {differs ? (
              <>
                <span className="second">{before || '（空）'}</span>
                <span className="quiet"> → </span>
              </>
            ) : null}
            <strong>{after || '（空）'}</strong>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
