import { expect, test } from 'vitest';
import { shippedRules } from '../../../shared/check/rule-book.ts';
import { demandOf } from '../../../shared/check/rule-demands.ts';
import { SET_RULES } from '../../../shared/check/set-rules.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

const GROUPS = [
  ...REGISTERS.map((register) => [register.label, shippedRules(register)] as const),
  ['记录之间', SET_RULES] as const,
];

test.each(GROUPS)('every rule of %s says in words of its own what it demands', (_label, rules) => {
  const unsaid = rules.filter((rule) => !/^[^。]{4,}。$/.test(demandOf(rule)));
  expect(unsaid.map((rule) => rule.id)).toEqual([]);
});

test.each(GROUPS)('a 错误 or 提示 of %s asks for no reason', (_label, rules) => {
  const asking = rules.filter((rule) => rule.severity !== 'warning' && /说明原因/.test(demandOf(rule)));
  expect(asking.map((rule) => rule.id)).toEqual([]);
});
