import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';

/** An evidence file as the database lists it. */
export interface ListedEvidence {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
}

/** Lists a file that lies here; one that is listed stays as it is. Inside a unit of work; `at` is its time. */
export function listEvidence(database: Database, { sha256, size, mediaType }: ListedEvidence, at: string): void {
  prepared(
    database,
    'INSERT INTO evidence_file (sha256, size, media_type, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  ).run(sha256, size, mediaType, at);
}

/** Whether a file is listed as lying here. */
export function isListed(database: Database, sha256: string): boolean {
  return prepared(database, 'SELECT 1 FROM evidence_file WHERE sha256 = ?').get(sha256) !== undefined;
}
