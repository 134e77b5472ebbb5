import type { Register } from '../registers/register.ts';
import { ALL_REGISTERS, INTERNAL_REGISTERS } from '../registers/registers.ts';
import { declaredRules } from './declared-rules.ts';
import type { Rule } from './rule.ts';
import { achievementRules } from './rules/achievement-rules.ts';
import { activityRules } from './rules/activity-rules.ts';
import { allianceRules } from './rules/alliance-rules.ts';
import { commonRules } from './rules/common-rules.ts';
import { cooperationRules } from './rules/cooperation-rules.ts';
import { enterpriseRules } from './rules/enterprise-rules.ts';
import { financeRules } from './rules/finance-rules.ts';
import { ipRules } from './rules/ip-rules.ts';
import { pilotRules } from './rules/pilot-rules.ts';
import { platformRules } from './rules/platform-rules.ts';
import { policyRules } from './rules/policy-rules.ts';
import { projectCourseRules } from './rules/project-course-rules.ts';
import { projectFundsRules } from './rules/project-funds-rules.ts';
import { projectRules } from './rules/project-rules.ts';
import { standardRules } from './rules/standard-rules.ts';
import { talentRules } from './rules/talent-rules.ts';

const OWN_RULES: Readonly<Record<string, readonly Rule[]>> = {
  project: [...projectRules, ...projectFundsRules, ...projectCourseRules],
  platform: platformRules,
  alliance: allianceRules,
  achievement: achievementRules,
  ip: ipRules,
  standard: standardRules,
  enterprise: enterpriseRules,
  talent: talentRules,
  finance: financeRules,
  activity: activityRules,
  policy: policyRules,
  pilot: pilotRules,
  cooperation: cooperationRules,
};

const rules = new Map<string, readonly Rule[]>();

/** The rules written for a register beside those its declaration gives. */
export function writtenRules(register: Register): readonly Rule[] {
  const common = INTERNAL_REGISTERS.includes(register) ? [] : commonRules(register);
  return [...common, ...(OWN_RULES[register.id] ?? [])];
}

/** Every rule of a register. */
export function rulesOf(register: Register): readonly Rule[] {
  let known = rules.get(register.id);
  if (!known) {
    known = [...declaredRules(register), ...writtenRules(register)];
    rules.set(register.id, known);
  }
  return known;
}

/** The rule of an id, among all registers; undefined when there is none. */
export function ruleById(id: string): Rule | undefined {
  for (const register of ALL_REGISTERS) {
    if (!id.startsWith(`${register.id}.`)) continue;
    const rule = rulesOf(register).find((candidate) => candidate.id === id);
    if (rule) return rule;
  }
  return undefined;
}
