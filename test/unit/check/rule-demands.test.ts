import { expect, test } from 'vitest';
import { demandOf } from '../../../shared/check/rule-demands.ts';
import { rulesOf } from '../../../shared/check/rules.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

test.each(REGISTERS.map((register) => [register.label, register] as const))(
  'every rule of %s says in words of its own what it demands',
  (_label, register) => {
    const unsaid = rulesOf(register)
      .filter((rule) => !/^[^。]{4,}。$/.test(demandOf(rule)))
      .map((rule) => rule.id);
    expect(unsaid).toEqual([]);
  },
);
