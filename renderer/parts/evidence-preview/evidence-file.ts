import type { RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';

/** An evidence file of a record, as lists and the preview show it. */
export interface EvidenceFile {
  readonly rowId: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Code of `evidence-kind`, or null. */
  readonly kind: string | null;
  readonly note: string;
}

/** The evidence files of a record in their order. */
export function evidenceFiles(record: Pick<RecordView, 'tables'>): readonly EvidenceFile[] {
  return (record.tables[EVIDENCE_TABLE] ?? []).map(({ rowId, values }) => ({
    rowId,
    name: String(values.name ?? '未命名文件'),
    size: Number(values.size ?? 0),
    mediaType: String(values.mediaType ?? ''),
    kind: typeof values.kind === 'string' ? values.kind : null,
    note: String(values.note ?? ''),
  }));
}

/** How a file is shown inside the program. */
export function previewOf(file: Pick<EvidenceFile, 'mediaType'>): 'image' | 'pdf' | 'none' {
  if (file.mediaType === 'application/pdf') return 'pdf';
  return /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.mediaType) ? 'image' : 'none';
}

/** Where the main process gives out the bytes of an evidence row. */
export function evidenceAddress(record: string, rowId: string): string {
  return `app://evidence/${encodeURIComponent(record)}/${encodeURIComponent(rowId)}`;
}
