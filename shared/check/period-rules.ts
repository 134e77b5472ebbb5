import { periodLabel } from '../period/period.ts';
import { MERGED_INTO } from '../registers/link-fields.ts';
import type { Field, Register } from '../registers/register.ts';
import { isEmptyValue } from '../values/field-value.ts';
import { formatValue } from '../values/format-value.ts';
import { formatMoney } from '../values/money.ts';
import type { CheckedRecord, Finding, FormerRecord, Rule } from './rule.ts';

/** 火炬统计 asks for a comparison with the year before and a written account of large changes (domain §4.3). */
const COMPARED = '火炬统计工作要求（与上年比较，变化大的须说明）';
const HABIT = '业务惯例';

/** Changes of amounts below this are everyday ones: 10 万元, in 分. */
const SMALL_AMOUNT = 10_000_000;
/** Changes among fewer than this are everyday ones. */
const SMALL_COUNT = 10;
const JUMP = 0.5;
const LEAP = 10;

/** Figures that run from the start of an item, so that they can only grow. */
const RUNNING: readonly string[] = ['receivedFunds', 'spentFunds'];

/** The rules of a register against what its office last filed for an earlier period. */
export function periodRules(register: Register): readonly Rule[] {
  const figures = register.fields.filter(
    (field) => ['money', 'integer', 'decimal'].includes(field.type) && field.authority !== 'province',
  );
  const running = figures.filter((field) => RUNNING.includes(field.key));
  const stable = figures.filter((field) => !running.includes(field));
  const pairs = register.tables.filter((table) => table.pair);
  return [
    ...(stable.length > 0 ? [leapRule(register, stable), jumpRule(register, stable)] : []),
    ...(running.length > 0 ? [shrinkRule(register, running)] : []),
    ...pairs.map((table) => achievedRule(register, table.key)),
    vanishedRule(register),
  ];
}

/** A figure as it was filed and as it is; undefined unless both are filled and differ. */
function pairOf(field: Field, record: CheckedRecord, former: FormerRecord): readonly [number, number] | undefined {
  const [before, now] = [former.values[field.key], record.values[field.key]];
  return typeof before === 'number' && typeof now === 'number' && before !== now ? [before, now] : undefined;
}

function isLarge(field: Field, before: number, now: number): boolean {
  const least = field.type === 'money' ? SMALL_AMOUNT : SMALL_COUNT * 10 ** (field.scale ?? 0);
  return Math.max(Math.abs(before), Math.abs(now)) >= least;
}

function leaps(field: Field, before: number, now: number): boolean {
  const [small, large] = [Math.min(before, now), Math.max(before, now)];
  return isLarge(field, before, now) && small > 0 && large >= small * LEAP;
}

/** `上次报送（2020 年第 1 季度）为 10.00 万元，现为 100.00 万元`. */
function comparison(field: Field, before: number, now: number, period: string): string {
  const shown = (value: number) =>
    field.type === 'money'
      ? `${formatMoney(value)} 万元`
      : `${formatValue(field, value)}${field.unit ? ` ${field.unit}` : ''}`;
  return `${field.label}上次报送（${periodLabel(period)}）为 ${shown(before)}，现为 ${shown(now)}`;
}

function figureRule(
  register: Register,
  fields: readonly Field[],
  rule: Pick<Rule, 'severity' | 'source' | 'demand'> & { readonly name: string },
  broken: (field: Field, before: number, now: number) => boolean,
  advice: string,
): Rule {
  return {
    id: `${register.id}.${rule.name}`,
    register: register.id,
    severity: rule.severity,
    source: rule.source,
    kind: 'period',
    ...(rule.demand ? { demand: rule.demand } : {}),
    fields: fields.map((field) => field.key),
    find: (record, { former }) => {
      if (!former) return [];
      return fields.flatMap((field): Finding[] => {
        const pair = pairOf(field, record, former);
        if (!pair || !broken(field, ...pair)) return [];
        return [
          {
            message: `${comparison(field, ...pair, former.period)}，${advice}`,
            field: field.key,
            former: { period: former.period, value: pair[0] },
          },
        ];
      });
    },
  };
}

function leapRule(register: Register, fields: readonly Field[]): Rule {
  return figureRule(
    register,
    fields,
    {
      name: 'figure-leap',
      severity: 'warning',
      source: COMPARED,
      demand: '金额、数量与上次报送相差十倍以上的，要核对单位（元、万元）或说明原因。',
    },
    leaps,
    '相差十倍以上，请核对单位或说明原因。',
  );
}

function jumpRule(register: Register, fields: readonly Field[]): Rule {
  return figureRule(
    register,
    fields,
    {
      name: 'figure-jump',
      severity: 'hint',
      source: COMPARED,
      demand: '金额、数量与上次报送相差一半以上的，要再核对一次。',
    },
    (field, before, now) =>
      isLarge(field, before, now) && !leaps(field, before, now) && Math.abs(now - before) > Math.abs(before) * JUMP,
    '相差一半以上，可再核对一次。',
  );
}

function shrinkRule(register: Register, fields: readonly Field[]): Rule {
  return figureRule(
    register,
    fields,
    {
      name: 'running-shrinks',
      severity: 'warning',
      source: HABIT,
      demand: `${fields.map((field) => field.label).join('、')}是累计数，比上次报送少的要改正或说明原因。`,
    },
    (_field, before, now) => now < before,
    '累计数比上次少，请改正或说明原因。',
  );
}

/** 完成值 of an aim once reported does not go back. Rows are the same ones by their ids. */
function achievedRule(register: Register, key: string): Rule {
  const table = register.tables.find((one) => one.key === key)!;
  const achieved = table.fields.find((field) => field.key === table.pair!.achieved)!;
  return {
    id: `${register.id}.${key}-shrink`,
    register: register.id,
    severity: 'warning',
    source: HABIT,
    kind: 'period',
    demand: `${table.label}的${achieved.label}比上次报送少的，要改正或说明原因。`,
    fields: [achieved.key],
    find: ({ tables }, { former }) => {
      if (!former) return [];
      const rows = new Map((tables[key] ?? []).map((row) => [row.rowId, row.values]));
      return (former.tables[key] ?? []).flatMap(({ rowId, values }): Finding[] => {
        const [before, now] = [values[achieved.key], rows.get(rowId)?.[achieved.key]];
        if (typeof before !== 'number' || typeof now !== 'number' || now >= before) return [];
        const name = rows.get(rowId)?.[table.summaryFields[0] ?? ''];
        const row = isEmptyValue(name) ? '' : `“${formatRowName(table.fields, table.summaryFields[0] ?? '', name)}”`;
        return [
          {
            message: `${table.label}${row}：${comparison(achieved, before, now, former.period)}，比上次少，请改正或说明原因。`,
            field: achieved.key,
            table: key,
            rowId,
            former: { period: former.period, value: before },
          },
        ];
      });
    },
  };
}

function formatRowName(fields: readonly Field[], key: string, value: NonNullable<unknown>): string {
  const field = fields.find((one) => one.key === key);
  return field ? formatValue(field, value as string | number) : String(value);
}

function vanishedRule(register: Register): Rule {
  return {
    id: `${register.id}.vanished`,
    register: register.id,
    severity: 'warning',
    source: HABIT,
    kind: 'period',
    withdrawn: true,
    demand: '以前报送过的记录，本期撤回的要说明原因。',
    fields: [register.titleField],
    // What was merged into another record is accounted for there.
    find: ({ values }, { former }) =>
      former && isEmptyValue(values[MERGED_INTO])
        ? [
            {
              message: `${periodLabel(former.period)}报送过，现已撤回，请恢复或说明原因。`,
              field: register.titleField,
            },
          ]
        : [],
  };
}
