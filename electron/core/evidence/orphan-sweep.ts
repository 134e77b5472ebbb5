import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import { allIncompleteFilings } from '../exchange/filing-parts.ts';
import { ReceivedPackages } from '../exchange/received-packages.ts';
import { stagedFingerprints } from '../exchange/waiting-packages.ts';
import type { Session } from '../session.ts';
import { isListed } from './evidence-list.ts';

const DIGESTS = /[0-9a-f]{64}/g;

export interface Swept {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Removes evidence files that nothing can ever ask for again: those of a package that was examined and laid aside, and of an
 * attachment that was broken off. A file stays while a record (also in a value that is not shown, or a row taken out), a line of
 * history (so that 撤销 and 改回 find it), a sent package or a package still waiting names it, a filing lacks parts, or it came in since the
 * workspace was opened. What was attached and then taken out is therefore kept: its history can bring it back.
 */
export function sweepOrphans(session: Session): Swept {
  const orphans = orphanFiles(session);
  let bytes = 0;
  for (const sha256 of orphans) bytes += session.evidence.remove(sha256);
  return { files: orphans.length, bytes };
}

/** Digests of the files that {@link sweepOrphans} would remove. */
export function orphanFiles(session: Session): readonly string[] {
  const { database } = session.workspace;
  if (stagedFingerprints(session).length > 0 || lacksParts(database)) return [];
  const candidates = session.evidence
    .list()
    .filter((sha256) => !session.evidence.cameInNow(sha256) && !isListed(database, sha256));
  // Hardly ever is there one; only then is everything read that may still speak of it.
  if (candidates.length === 0) return [];
  const named = namedDigests(database, new Set(candidates));
  return candidates.filter((sha256) => !named.has(sha256));
}

/** What was taken of a filing may hold evidence for records in the parts that are still to come. */
function lacksParts(database: Database): boolean {
  return allIncompleteFilings(new ReceivedPackages(database).list()).size > 0;
}

function namedDigests(database: Database, wanted: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set<string>();
  const read = (sql: string) => {
    for (const text of database.prepare(sql).pluck().iterate() as Iterable<string>)
      for (const digest of text.match(DIGESTS) ?? []) if (wanted.has(digest)) named.add(digest);
  };
  for (const register of REGISTERS)
    read(`SELECT sha256 FROM ${childTableName(register, { key: EVIDENCE_TABLE })} WHERE sha256 IS NOT NULL`);
  for (const register of ALL_REGISTERS) read(`SELECT versions FROM ${register.id} WHERE versions LIKE '%sha256%'`);
  read(`SELECT changes FROM history WHERE changes LIKE '%sha256%'`);
  read(`SELECT text FROM first_content WHERE text LIKE '%sha256%'`);
  read(`SELECT content FROM filing WHERE content LIKE '%sha256%'`);
  read('SELECT evidence FROM sent_package');
  read('SELECT content FROM newer_record');
  return named;
}
