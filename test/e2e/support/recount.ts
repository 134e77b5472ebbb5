import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { visit } from './window.ts';

/**
 * The indicators the round touches, counted anew from the workspace file. The status of a record is worked out from what was
 * filed and judged, not from the column the application keeps it in, and the conditions are those of the plan's own words.
 */
const RECOUNT = `
WITH fact AS (
  SELECT p.id, p.programme, p.kind, p.start_date, p.number,
    (SELECT max(counter) FROM filing WHERE record = p.id) AS filed,
    (SELECT max(counter) FROM review WHERE record = p.id AND verdict = 'return') AS returned,
    (SELECT max(counter) FROM review WHERE record = p.id AND verdict = 'accept' AND digest = p.digest) AS accepted
  FROM project p WHERE p.live = 1
), status AS (
  SELECT *, CASE
    WHEN filed IS NULL THEN 'draft'
    WHEN accepted > coalesce(returned, 0) THEN 'accepted'
    WHEN returned > filed THEN 'returned'
    ELSE 'submitted' END AS state
  FROM fact
), counted AS (
  SELECT 'T1.a 基础理论、核心算法及前瞻性技术研究项目（省自然科学基金）' AS label, state, number FROM status
  WHERE programme LIKE 'nsf%' AND programme <> 'nsf-major' AND substr(start_date, 1, 4) IN ('2019', '2020', '2021')
  UNION ALL
  SELECT 'T2.a 重大科技创新工程项目 ' || substr(start_date, 1, 4), state, number FROM status
  WHERE programme = 'key-innovation' AND substr(start_date, 1, 4) IN ('2019', '2020', '2021')
  UNION ALL
  SELECT 'T5.1 应用示范项目', state, number FROM status
  WHERE kind = 'demonstration' AND substr(start_date, 1, 4) IN ('2019', '2020', '2021')
)
SELECT label, count(*) AS reported,
  sum(state IN ('submitted', 'accepted')) AS submitted,
  count(DISTINCT CASE WHEN state = 'accepted' THEN number END) AS accepted
FROM counted GROUP BY label`;

export interface Counted {
  readonly reported: number;
  readonly submitted: number;
  readonly accepted: number;
}

/** The recount of a workspace by the label of the indicator; what nothing counts to is left out. */
export function recount(workspace: string): Record<string, Counted> {
  const database = new Database(path.join(workspace, 'taizhang.db'), { readonly: true });
  try {
    const rows = database.prepare<[], Counted & { label: string }>(RECOUNT).all();
    return Object.fromEntries(rows.map(({ label, ...counts }) => [label, counts]));
  } finally {
    database.close();
  }
}

const WORDS = { 填报: 'reported', 报送: 'submitted', 认定: 'accepted' } as const;

/** The numbers on the page 指标 that are not nought, by the label of the indicator; only projects are counted in the round. */
async function shownCounts(page: Page): Promise<Record<string, Counted>> {
  await visit(page, '指标');
  const names = await page
    .getByRole('table')
    .getByRole('button', { name: /，打开记录$/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  expect(names.length).toBeGreaterThan(40);
  const shown: Record<string, { reported: number; submitted: number; accepted: number }> = {};
  for (const name of names) {
    const [, label, word, number] = /^(.+)，(填报|报送|认定) ([\d,]+) /.exec(name)!;
    shown[label!] ??= { reported: 0, submitted: 0, accepted: 0 };
    shown[label!]![WORDS[word as keyof typeof WORDS]] = Number(number!.replaceAll(',', ''));
  }
  return Object.fromEntries(Object.entries(shown).filter(([, counts]) => counts.reported > 0));
}

/** Holds the numbers of the page 指标 against the recount, and both against what the story says for 重大科技创新工程 of 2020. */
export async function expectCounts(page: Page, workspace: string, projects: Counted): Promise<void> {
  const recounted = recount(workspace);
  expect(await shownCounts(page)).toEqual(recounted);
  expect(recounted['T2.a 重大科技创新工程项目 2020']).toEqual(projects);
}
