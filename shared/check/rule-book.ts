import type { Register } from '../registers/register.ts';
import { ALL_REGISTERS } from '../registers/registers.ts';
import { type CanonicalValue, canonicalJson } from '../values/canonical-json.ts';
import { compileAdded } from './added-rules.ts';
import { periodRules } from './period-rules.ts';
import type { Rule, RuleHead } from './rule.ts';
import { NO_SETTINGS, type RuleSettings } from './rule-setting.ts';
import { rulesOf } from './rules.ts';
import type { SetRule } from './set-rule.ts';
import { SET_RULES } from './set-rules.ts';

/** Raised whenever rules change so that records checked by an older program are checked anew. */
const EDITION = 1;

/** Every rule there is over one record of a register, as shipped; against what was filed before as well. */
export function shippedRules(register: Register): readonly Rule[] {
  return [...rulesOf(register), ...periodRules(register)];
}

/** The rules in force: as shipped, as the province switched them, and with those it added. */
export class RuleBook {
  readonly settings: RuleSettings;
  /** Two books with one sign find the same problems. */
  readonly sign: string;
  readonly setRules: readonly SetRule[];
  private readonly records = new Map<string, { standing: readonly Rule[]; withdrawn: readonly Rule[] }>();
  private readonly heads = new Map<string, Rule | SetRule>();

  constructor(settings: RuleSettings) {
    this.settings = settings;
    this.sign = `${EDITION} ${canonicalJson(settings as unknown as CanonicalValue)}`;
    this.setRules = SET_RULES.flatMap((rule) => this.inForce(rule)).map((rule) => this.limited(rule));
    for (const register of ALL_REGISTERS) {
      const rules = [...shippedRules(register), ...compileAdded(register.id, settings.added)].flatMap((rule) =>
        this.inForce(rule),
      );
      this.records.set(register.id, {
        standing: rules.filter((rule) => !rule.withdrawn),
        withdrawn: rules.filter((rule) => rule.withdrawn),
      });
      for (const rule of rules) this.heads.set(rule.id, rule);
    }
    for (const rule of this.setRules) this.heads.set(rule.id, rule);
  }

  /** The rules over one living record of a register. */
  rulesOf(register: Register): readonly Rule[] {
    return this.records.get(register.id)?.standing ?? [];
  }

  /** The rules over a withdrawn record of a register. */
  withdrawalRulesOf(register: Register): readonly Rule[] {
    return this.records.get(register.id)?.withdrawn ?? [];
  }

  /** The rule of an id, of whatever kind; undefined when there is none or it is switched off. */
  byId(id: string): Rule | SetRule | undefined {
    return this.heads.get(id);
  }

  private inForce<T extends RuleHead>(rule: T): T[] {
    const switched = rule.fixed ? undefined : this.settings.severities[rule.id];
    if (switched === 'off') return [];
    return [switched === undefined ? rule : { ...rule, severity: switched }];
  }

  private limited(rule: SetRule): SetRule {
    const limit = this.settings.limits[rule.id];
    if (limit === undefined || rule.test.kind !== 'repeated' || !rule.test.adjustable) return rule;
    return { ...rule, test: { ...rule.test, limit } };
  }
}

/** The rules as they ship, before any province has its say. */
export const STANDARD_BOOK = new RuleBook(NO_SETTINGS);
