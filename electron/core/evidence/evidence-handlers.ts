import { AppError } from '../../../shared/errors.ts';
import type { RowEdit } from '../../../shared/merge/edit-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import type { SessionOf } from '../session.ts';
import type { StoredFile } from './evidence-store.ts';

/** Evidence files attached to records. */
export function evidenceHandlers(session: SessionOf): Pick<Handlers, 'evidence.attach' | 'evidence.read'> {
  return {
    async 'evidence.attach'({ id, paths }) {
      const { workspace, ledger, writer, evidence } = session();
      ledger.need(id);
      const stored: StoredFile[] = [];
      for (const path of paths) {
        const file = await evidence.add(path);
        if (!stored.some((one) => one.sha256 === file.sha256)) stored.push(file);
      }
      const known = new Set(
        (shownValues(ledger.need(id)).tables[EVIDENCE_TABLE] ?? []).map((row) => row.fields.sha256),
      );
      const fresh = stored.filter((file) => !known.has(file.sha256));
      const label = `添加佐证材料 ${fresh.length} 份`;
      return workspace.work({ label, action: 'edit' }, (work) => {
        const keep = workspace.database.prepare(
          'INSERT INTO evidence_file (sha256, size, media_type, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
        );
        const rows = fresh.map(({ sha256, size, name, mediaType }): RowEdit => {
          keep.run(sha256, size, mediaType, work.at);
          return {
            table: EVIDENCE_TABLE,
            rowId: newId(workspace.environment, 12),
            fields: { sha256, size, name, mediaType },
          };
        });
        if (rows.length > 0) writer.edit(work, id, { rows });
        return { act: work.act, label, attached: fresh.length, already: paths.length - fresh.length };
      });
    },

    'evidence.read'({ id, rowId }) {
      const { ledger, evidence } = session();
      const row = (shownValues(ledger.need(id)).tables[EVIDENCE_TABLE] ?? []).find((one) => one.id === rowId);
      const sha256 = String(row?.fields.sha256 ?? '');
      if (!row || !evidence.has(sha256)) {
        throw new AppError(
          'FILE_MISSING',
          '这份佐证材料的文件不在本机。如果它来自报送包，请重新装入该包；否则请重新添加。',
        );
      }
      return {
        name: String(row.fields.name),
        mediaType: String(row.fields.mediaType ?? ''),
        path: evidence.pathOf(sha256),
        size: Number(row.fields.size ?? 0),
      };
    },
  };
}
