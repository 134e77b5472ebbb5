import type { RecordValues } from '../values/field-value.ts';
import { formatMoney } from '../values/money.ts';
import type { Rule, Severity } from './rule.ts';
import { exceeds, fieldsRule, isFilled, numberOf, surelyBefore } from './rule-helpers.ts';

const ASK = { error: '请核对。', warning: '请改正或说明原因。', hint: '可再核对一次。' } as const;

/** A date that must not lie before another one; `said` is the first half of the sentence. */
export function orderRule(
  id: string,
  severity: Severity,
  source: string,
  [later, earlier]: readonly [string, string],
  said: string,
): Rule {
  const message = `${said}，${ASK[severity]}`;
  const rule = fieldsRule(id, severity, source, [later, earlier], (values) =>
    surelyBefore(values[later], values[earlier]) ? message : undefined,
  );
  return { ...rule, silentWithout: { field: later } };
}

/** A number that must not be greater than another one, the part than the whole; a 警示. */
export function partRule(
  id: string,
  source: string,
  [part, whole]: readonly [string, string],
  said: string,
  severity: Severity = 'warning',
): Rule {
  const message = `${said}，${ASK[severity]}`;
  const rule = fieldsRule(id, severity, source, [part, whole], (values) =>
    exceeds(values[part], values[whole]) ? message : undefined,
  );
  return { ...rule, silentWithout: { field: part } };
}

/** A field that is asked for when another one says so; `when` must be false while that one is empty. */
export function askedRule(
  id: string,
  severity: Severity,
  source: string,
  [asked, cause]: readonly [string, string],
  when: (values: RecordValues) => boolean,
  message: string,
): Rule {
  const rule = fieldsRule(id, severity, source, [asked, cause], (values) =>
    !isFilled(values[asked]) && when(values) ? message : undefined,
  );
  return { ...rule, silentWithout: { field: cause } };
}

export interface SumParts {
  readonly total: string;
  /** Sources without which the sum cannot be judged complete. */
  readonly main: readonly string[];
  readonly others?: readonly string[];
  /** 总经费, and 省拨、自筹、其他三项. */
  readonly names: readonly [total: string, parts: string];
}

/** Amounts that must add up to their total. With a main part still open only too much can be seen. */
export function sumRule(id: string, severity: Severity, source: string, parts: SumParts): Rule {
  const { total, main, others = [], names } = parts;
  const all = [...main, ...others];
  const rule = fieldsRule(id, severity, source, [total, ...all], (values) => {
    const whole = numberOf(values[total]);
    if (whole === undefined) return undefined;
    let sum = 0;
    for (const key of all) sum += numberOf(values[key]) ?? 0;
    const complete = main.every((key) => isFilled(values[key]));
    if (complete ? sum === whole : sum <= whole) return undefined;
    return `${names[0]} ${formatMoney(whole)} 万元，${names[1]}合计 ${formatMoney(sum)} 万元，两者不等，${ASK[severity]}`;
  });
  return { ...rule, silentWithout: { field: total } };
}
