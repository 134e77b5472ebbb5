import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** Where a workspace lies and how often it was opened; a copy lies elsewhere. */
const OF_THE_PLACE = "('replica', 'place_path', 'place_inode', 'opening', 'backed_up_at')";
/** What shows that something was begun and taken back. */
const OF_THE_WAY = "('counter', 'act_number', 'change_number')";

/** The commit here that last touched a record: a filing taken back has touched it, too. */
const COMMIT = 'change_number';

export type Content = ReadonlyMap<string, readonly string[]>;

/** Every row of every table of a workspace and the names of its kept files, as text; what is found by searching follows from the rest. */
export function contentIn(folder: string): Content {
  const database = new Sqlite(path.join(folder, 'taizhang.db'), { readonly: true });
  try {
    const tables = database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_text*' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name",
      )
      .pluck()
      .all() as string[];
    const content = new Map<string, readonly string[]>();
    for (const table of tables) {
      const where = table === 'setting' ? ` WHERE name NOT IN ${OF_THE_PLACE} AND name NOT IN ${OF_THE_WAY}` : '';
      // Encryption to the same keys gives files of slightly different sizes.
      const names = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
      const columns = names.filter((name) => name !== COMMIT && !(table === 'written_copy' && name === 'bytes'));
      const rows = database
        .prepare(`SELECT ${columns.join(', ')} FROM ${table}${where}`)
        .raw()
        .all();
      if (names.includes(COMMIT))
        content.set(`${table} ${COMMIT}`, texts(database, `SELECT ${names[0]}, ${COMMIT} FROM ${table}`));
      content.set(
        table,
        rows.map((row) => JSON.stringify(row)),
      );
    }
    const way = database.prepare(`SELECT name, value FROM setting WHERE name IN ${OF_THE_WAY} ORDER BY name`).raw();
    content.set(
      'clocks',
      way.all().map((row) => JSON.stringify(row)),
    );
    content.set('packages', filesIn(path.join(folder, 'packages')));
    // What an examined package holds lies ready for it; else a file is one that the ledger lists.
    const waits = filesIn(path.join(folder, 'staging')).length > 0;
    const listed = new Set(database.prepare('SELECT sha256 FROM evidence_file').pluck().all());
    const evidence = filesIn(path.join(folder, 'evidence'));
    content.set(
      'evidence',
      evidence.filter((name) => !waits || listed.has(name)),
    );
    return content;
  } finally {
    database.close();
  }
}

function texts(database: Sqlite.Database, sql: string): readonly string[] {
  return database
    .prepare(sql)
    .raw()
    .all()
    .map((row) => JSON.stringify(row));
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/**
 * The same in one comparable text: ids and digests that the workspace did not hold before are one sign, for chance gives others to every
 * run. `way` tells whether the clocks, acts and history count, too: something begun and taken back has moved them, and has withdrawn what
 * it wrote.
 */
export function comparable(content: Content, known: Content, way: boolean): string {
  const held = new Set([...known.values()].flat().flatMap(tokensOf));
  const left = way ? [] : ['act', 'edit', 'clocks', 'history', 'first_content'];
  return [...content]
    .filter(([table]) => !left.includes(table) && (way || !table.endsWith(COMMIT)))
    .map(([table, rows]) => {
      const standing =
        way || table !== 'narrative' ? rows : rows.filter((row) => (JSON.parse(row) as unknown[])[2] !== 0);
      const lines = standing.map((row) => row.replaceAll(TOKEN, (token) => (held.has(token) ? token : '*'))).sort();
      return `${table}\n${lines.join('\n')}`;
    })
    .join('\n\n');
}

const TOKEN = /[0-9A-Za-z+/=]{8,}/g;

function tokensOf(row: string): readonly string[] {
  return row.match(TOKEN) ?? [];
}

/** The first place where two of these texts differ, to be told. */
export function firstDifference(one: string, other: string): string {
  const left = one.split('\n');
  const right = other.split('\n');
  const at = left.findIndex((line, index) => line !== right[index]);
  const table = left.slice(0, at).findLast((line) => !/[[",]/.test(line) && line !== '') ?? '';
  const [here = '', there = ''] = [left[at], right[at]];
  let same = 0;
  while (same < here.length && here[same] === there[same]) same += 1;
  const from = Math.max(0, same - 80);
  return `${table}: …${here.slice(from, from + 300)}\n  instead of …${there.slice(from, from + 300)}`;
}

/** Package files in a folder that are not, byte for byte, what the workspace knows to have written. */
export function strangeFiles(folder: string, workspace: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const database = new Sqlite(path.join(workspace, 'taizhang.db'), { readonly: true });
  const known = new Set(database.prepare('SELECT sha256 FROM written_copy').pluck().all());
  database.close();
  return readdirSync(folder).filter((name) => {
    if (/\.html$/.test(name)) return false;
    return (
      !name.endsWith('.tzb') ||
      !known.has(
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      )
    );
  });
}
