import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import { ListReader } from '../../../electron/core/ledger/list-reader.ts';
import { demandsOf, orderOf } from '../../../electron/core/ledger/record-filter.ts';
import { gramQuery, gramsOf } from '../../../electron/core/search/grams.ts';
import { hasInitials, initialsOf, loadReadings } from '../../../electron/core/search/initials.ts';
import { SearchIndex } from '../../../electron/core/search/search-index.ts';
import { SearchKeeper } from '../../../electron/core/search/search-keeper.ts';
import { project } from '../../../shared/registers/project.ts';
import { foldText } from '../../../shared/values/text.ts';

const WORDS = [
  '人工智能',
  '重庆',
  '𠮷',
  '㐀',
  'ＡＩ',
  'zr2019',
  '5g',
  '（一期）',
  '100%',
  'o\'b"_',
  '数字孪生',
  '王甲一',
  '·',
  '９１',
];
const NAMES = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

beforeAll(loadReadings);

/** A table like a register's, with what a search needs. */
function tableOf(names: readonly string[]): Database {
  const database = openDatabase(':memory:', { create: true });
  database.exec('CREATE TABLE project (id TEXT PRIMARY KEY, live INTEGER, name TEXT, search TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO project VALUES (?, ?, ?, ?)');
  for (const [index, name] of names.entries())
    insert.run(`p${(index * 7919) % 1009}-${index}`, index % 9 ? 1 : 0, name, foldText(name));
  return database;
}

function found(database: Database, search: SearchIndex, text: string, way: 'patient' | 'rare'): string[] {
  const measures = {
    large: 3,
    few: way === 'rare' ? 10_000 : 0,
    patience: way === 'rare' ? 1 : 100_000,
    window: 5,
    turn: 1,
  };
  const reader = new ListReader(database, 'project', search, measures);
  const demands = demandsOf(project, { search: text });
  const rows = reader.rows('id', { demands, order: orderOf(project, undefined), limit: 10_000 });
  expect(reader.count(demands)).toBe(rows.length);
  return rows.map((row) => String(row.id));
}

describe('the search index', () => {
  test('finds exactly the texts that have every word, wherever it stands, behind or ahead of the index', () => {
    fc.assert(
      fc.property(
        fc.array(NAMES, { minLength: 4, maxLength: 40 }),
        fc.array(NAMES, { minLength: 1, maxLength: 3 }),
        fc.nat({ max: 40 }),
        (names, words, taken) => {
          const database = tableOf(names);
          const search = new SearchIndex(database, 'project', 1);
          search.advance(1 + taken);
          // Part of a name, so that something is found.
          const pieces = words.map((word, at) =>
            at === 0 ? Array.from(names[0]!).slice(0, 3).join('') || word : word,
          );
          for (const text of [...words, pieces[0]!, words.join(' ')]) {
            const folded = text.split(/\s+/u).map(foldText).filter(Boolean);
            const expected = names
              .map((name, index) => ({
                id: `p${(index * 7919) % 1009}-${index}`,
                text: foldText(name),
                live: index % 9 > 0,
              }))
              .filter(
                (row) =>
                  row.live &&
                  folded.every(
                    (word) =>
                      row.text.includes(word) ||
                      (/^(?=.*[a-z])[a-z0-9]{2,}$/.test(word) && hasInitials(row.text, word)),
                  ),
              )
              .map((row) => row.id)
              .sort();
            expect(found(database, search, text, 'rare')).toEqual(expected);
            expect(found(database, search, text, 'patient')).toEqual(expected);
          }
          database.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('asks of a text only runs that it has', () => {
    fc.assert(
      fc.property(NAMES, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 8 }), (name, from, length) => {
        const text = foldText(name);
        const word = Array.from(text)
          .slice(from, from + length)
          .join('');
        if (word === '' || word.includes('\n')) return;
        const database = openDatabase(':memory:', { create: true });
        database.exec("CREATE VIRTUAL TABLE s USING fts5(grams, content='', detail=none, tokenize='ascii')");
        database.prepare('INSERT INTO s (rowid, grams) VALUES (1, ?)').run([...gramsOf(text)].join(' '));
        expect(database.prepare('SELECT rowid FROM s WHERE s MATCH ?').pluck().all(gramQuery(word).match)).toEqual([1]);
        database.close();
      }),
      { numRuns: 400 },
    );
  });

  test('follows a text that changes, and forgets the old one', () => {
    const database = tableOf(['人工智能', '区块链', '𠮷通信', '数字孪生', '云计算']);
    const search = new SearchIndex(database, 'project', 1);
    search.advance(3);
    const write = (id: string, text: string) => {
      search.change(id, text);
      database.prepare('UPDATE project SET search = ? WHERE id = ?').run(text, id);
    };
    const second = `p${7919 % 1009}-1`;
    expect(found(database, search, '区块', 'rare')).toEqual([second]);
    write(second, '量子密钥');
    expect(found(database, search, '区块', 'rare')).toEqual([]);
    expect(found(database, search, '量子', 'rare')).toEqual([second]);
    write(`p${(4 * 7919) % 1009}-4`, '量子云');
    search.advance(100);
    expect(found(database, search, '量子', 'rare')).toHaveLength(2);
    database.close();
  });

  test('is brought up to date while nothing else is done, waits for long work, and is left alone once stopped', async () => {
    const database = tableOf(Array.from({ length: 400 }, (_, index) => `人工智能${index}`));
    const search = new SearchIndex(database, 'project', 1);
    let busy = true;
    const keeper = new SearchKeeper([search], () => busy);
    await new Promise((resume) => setTimeout(resume, 80));
    expect(search.behind).toBe(400);
    busy = false;
    await vi.waitFor(() => expect(search.behind).toBe(0), { timeout: 5_000 });
    expect(found(database, search, '智能399', 'rare')).toHaveLength(1);
    keeper.stop();
    database.prepare("INSERT INTO project VALUES ('p-new', 1, '新', '新')").run();
    keeper.wake();
    await new Promise((resume) => setTimeout(resume, 80));
    expect(search.behind).toBe(1);
    expect(found(database, search, '新', 'rare')).toEqual(['p-new']);
    database.close();
  });

  test('is made anew where another program renumbered the rows', () => {
    const database = tableOf(['人工智能', '区块链', '𠮷通信', '数字孪生']);
    new SearchIndex(database, 'project', 1).advance(100);
    database.exec(
      'CREATE TABLE other AS SELECT * FROM project ORDER BY id DESC; DELETE FROM project; INSERT INTO project SELECT * FROM other',
    );
    const again = new SearchIndex(database, 'project', 1);
    expect(again.isInUse).toBe(false);
    while (again.advance(100));
    expect(found(database, again, '孪生', 'rare')).toHaveLength(1);
    database.close();
  });
});

describe('initials', () => {
  test('stand for characters, either reading of one that has two, letters and digits for themselves', () => {
    expect(hasInitials('基于人工智能的检测', 'rgzn')).toBe(true);
    expect(hasInitials('重庆', 'zq')).toBe(true);
    expect(hasInitials('重庆', 'cq')).toBe(true);
    expect(hasInitials('5g专网', '5gzw')).toBe(true);
    expect(hasInitials('人工\n智能', 'rgzn')).toBe(false);
    expect(hasInitials('人，工', 'rg')).toBe(false);
    expect(initialsOf('𠮷')).toBe('');
  });
});
