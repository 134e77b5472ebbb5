import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '../../../shared/errors.ts';
import type { RowEdit } from '../../../shared/merge/edit-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import type { Handlers } from '../dispatcher.ts';
import { newRowId } from '../environment.ts';
import type { Session, SessionOf } from '../session.ts';
import { listEvidence } from './evidence-list.ts';
import type { StoredFile } from './evidence-store.ts';
import { mediaTypeOf } from './media-type.ts';
import { requireUsable } from './offered-files.ts';
import { openedFolder } from './opened-copies.ts';

type EvidenceCalls = 'evidence.attach' | 'evidence.attach-image' | 'evidence.read' | 'evidence.copy';

/** Evidence files attached to records. */
export function evidenceHandlers(session: SessionOf): Pick<Handlers, EvidenceCalls> {
  return {
    async 'evidence.attach'({ id, paths }) {
      const now = session();
      now.ledger.need(id);
      requireUsable(paths);
      const stored: StoredFile[] = [];
      for (const file of paths) stored.push(await now.evidence.add(file));
      return attach(now, id, stored);
    },

    async 'evidence.attach-image'({ id, name, content }) {
      const now = session();
      now.ledger.need(id);
      const kept = await now.evidence.keep(Readable.from([Buffer.from(content, 'base64')]));
      return attach(now, id, [{ ...kept, name, mediaType: mediaTypeOf(name) }]);
    },

    async 'evidence.read'({ id, rowId }) {
      const { name, mediaType, size, sha256 } = await soundFile(session(), id, rowId);
      return { name, mediaType, size, path: session().evidence.pathOf(sha256) };
    },

    async 'evidence.copy'({ id, rowId, path: target }) {
      const now = session();
      const { name, sha256 } = await soundFile(now, id, rowId);
      const file = target ?? path.join(openedFolder(now.workspace.environment), sha256.slice(0, 16), fileName(name));
      if (target === undefined) await mkdir(path.dirname(file), { recursive: true });
      await copyFile(now.evidence.pathOf(sha256), file);
      return { path: file };
    },
  };
}

function attach({ workspace, ledger, writer }: Session, id: string, stored: readonly StoredFile[]) {
  const known = new Set<unknown>(
    (shownValues(ledger.need(id)).tables[EVIDENCE_TABLE] ?? []).map((row) => row.fields.sha256),
  );
  const fresh = stored.filter((file) => {
    const isNew = !known.has(file.sha256);
    known.add(file.sha256);
    return isNew;
  });
  const label = `添加佐证材料 ${fresh.length} 份`;
  return workspace.work({ label, action: 'edit' }, (work) => {
    const rows = fresh.map(({ sha256, size, name, mediaType }, index): RowEdit => {
      listEvidence(workspace.database, { sha256, size, mediaType }, work.at);
      return {
        table: EVIDENCE_TABLE,
        rowId: newRowId(workspace.environment, index),
        fields: { sha256, size, name, mediaType },
      };
    });
    if (rows.length > 0) writer.edit(work, id, { rows });
    return { act: work.act, label, attached: fresh.length, already: stored.length - fresh.length };
  });
}

/** The file of an evidence row, once its content has been held against the digest. Errors: `FILE_MISSING`, `EVIDENCE_CHANGED`. */
async function soundFile({ ledger, evidence }: Session, id: string, rowId: string): Promise<StoredFile> {
  const row = (shownValues(ledger.need(id)).tables[EVIDENCE_TABLE] ?? []).find((one) => one.id === rowId);
  const sha256 = String(row?.fields.sha256 ?? '');
  if (!row || !evidence.has(sha256)) {
    throw new AppError(
      'FILE_MISSING',
      '这份佐证材料的文件不在本机。如果它来自报送包，请重新装入该包；否则请重新添加。',
    );
  }
  if (!(await evidence.isIntact(sha256))) {
    throw new AppError(
      'EVIDENCE_CHANGED',
      '文件内容与登记的校验码不符，可能已损坏或被改动，不能作为佐证打开。请重新添加原件，或重新装入带有它的包。',
    );
  }
  return {
    sha256,
    size: Number(row.fields.size ?? 0),
    name: String(row.fields.name ?? ''),
    mediaType: String(row.fields.mediaType ?? ''),
  };
}

/** A name that every system takes: the one given, without what leads elsewhere or is not allowed on Windows. */
function fileName(name: string): string {
  const clean = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
    .replace(/[. ]+$/, '')
    .slice(-120);
  return clean === '' ? '佐证材料' : clean;
}
