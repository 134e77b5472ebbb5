import acceptanceConclusion from '../../resources/codes/acceptance-conclusion.json' with { type: 'json' };
import achievementAttribute from '../../resources/codes/achievement-attribute.json' with { type: 'json' };
import achievementForm from '../../resources/codes/achievement-form.json' with { type: 'json' };
import achievementKind from '../../resources/codes/achievement-kind.json' with { type: 'json' };
import achievementLevel from '../../resources/codes/achievement-level.json' with { type: 'json' };
import achievementStage from '../../resources/codes/achievement-stage.json' with { type: 'json' };
import activityKind from '../../resources/codes/activity-kind.json' with { type: 'json' };
import activityLevel from '../../resources/codes/activity-level.json' with { type: 'json' };
import activityMode from '../../resources/codes/activity-mode.json' with { type: 'json' };
import activityState from '../../resources/codes/activity-state.json' with { type: 'json' };
import allianceKind from '../../resources/codes/alliance-kind.json' with { type: 'json' };
import allianceRole from '../../resources/codes/alliance-role.json' with { type: 'json' };
import applicationField from '../../resources/codes/application-field.json' with { type: 'json' };
import applicationState from '../../resources/codes/application-state.json' with { type: 'json' };
import approvalLevel from '../../resources/codes/approval-level.json' with { type: 'json' };
import budgetSubject from '../../resources/codes/budget-subject.json' with { type: 'json' };
import changeGrade from '../../resources/codes/change-grade.json' with { type: 'json' };
import changeKind from '../../resources/codes/change-kind.json' with { type: 'json' };
import changeState from '../../resources/codes/change-state.json' with { type: 'json' };
import city from '../../resources/codes/city.json' with { type: 'json' };
import cooperationKind from '../../resources/codes/cooperation-kind.json' with { type: 'json' };
import cooperationState from '../../resources/codes/cooperation-state.json' with { type: 'json' };
import country from '../../resources/codes/country.json' with { type: 'json' };
import county from '../../resources/codes/county.json' with { type: 'json' };
import cultureBaseKind from '../../resources/codes/culture-base-kind.json' with { type: 'json' };
import degree from '../../resources/codes/degree.json' with { type: 'json' };
import draftingRole from '../../resources/codes/drafting-role.json' with { type: 'json' };
import education from '../../resources/codes/education.json' with { type: 'json' };
import enterpriseField from '../../resources/codes/enterprise-field.json' with { type: 'json' };
import enterpriseScale from '../../resources/codes/enterprise-scale.json' with { type: 'json' };
import enterpriseTier from '../../resources/codes/enterprise-tier.json' with { type: 'json' };
import evaluationGrade from '../../resources/codes/evaluation-grade.json' with { type: 'json' };
import evaluationMode from '../../resources/codes/evaluation-mode.json' with { type: 'json' };
import evidenceKind from '../../resources/codes/evidence-kind.json' with { type: 'json' };
import financeKind from '../../resources/codes/finance-kind.json' with { type: 'json' };
import financeLevel from '../../resources/codes/finance-level.json' with { type: 'json' };
import financeState from '../../resources/codes/finance-state.json' with { type: 'json' };
import financialInstitution from '../../resources/codes/financial-institution.json' with { type: 'json' };
import foreignUnitNature from '../../resources/codes/foreign-unit-nature.json' with { type: 'json' };
import fundsScheme from '../../resources/codes/funds-scheme.json' with { type: 'json' };
import gender from '../../resources/codes/gender.json' with { type: 'json' };
import guaranteeMode from '../../resources/codes/guarantee-mode.json' with { type: 'json' };
import highTechZone from '../../resources/codes/high-tech-zone.json' with { type: 'json' };
import incubatorKind from '../../resources/codes/incubator-kind.json' with { type: 'json' };
import incubatorNature from '../../resources/codes/incubator-nature.json' with { type: 'json' };
import indicatorKind from '../../resources/codes/indicator-kind.json' with { type: 'json' };
import industryField from '../../resources/codes/industry-field.json' with { type: 'json' };
import institutionForm from '../../resources/codes/institution-form.json' with { type: 'json' };
import investmentRound from '../../resources/codes/investment-round.json' with { type: 'json' };
import ipAcquisition from '../../resources/codes/ip-acquisition.json' with { type: 'json' };
import ipClass from '../../resources/codes/ip-class.json' with { type: 'json' };
import ipKind from '../../resources/codes/ip-kind.json' with { type: 'json' };
import ipState from '../../resources/codes/ip-state.json' with { type: 'json' };
import leadingElement from '../../resources/codes/leading-element.json' with { type: 'json' };
import listing from '../../resources/codes/listing.json' with { type: 'json' };
import narrativeKind from '../../resources/codes/narrative-kind.json' with { type: 'json' };
import openingZone from '../../resources/codes/opening-zone.json' with { type: 'json' };
import operatingMode from '../../resources/codes/operating-mode.json' with { type: 'json' };
import participantRole from '../../resources/codes/participant-role.json' with { type: 'json' };
import pilotKind from '../../resources/codes/pilot-kind.json' with { type: 'json' };
import pilotState from '../../resources/codes/pilot-state.json' with { type: 'json' };
import planTask from '../../resources/codes/plan-task.json' with { type: 'json' };
import platformKind from '../../resources/codes/platform-kind.json' with { type: 'json' };
import platformLevel from '../../resources/codes/platform-level.json' with { type: 'json' };
import platformState from '../../resources/codes/platform-state.json' with { type: 'json' };
import policyKind from '../../resources/codes/policy-kind.json' with { type: 'json' };
import policyLevel from '../../resources/codes/policy-level.json' with { type: 'json' };
import policyState from '../../resources/codes/policy-state.json' with { type: 'json' };
import programme from '../../resources/codes/programme.json' with { type: 'json' };
import projectKind from '../../resources/codes/project-kind.json' with { type: 'json' };
import projectStage from '../../resources/codes/project-stage.json' with { type: 'json' };
import promotionScope from '../../resources/codes/promotion-scope.json' with { type: 'json' };
import publicity from '../../resources/codes/publicity.json' with { type: 'json' };
import secrecy from '../../resources/codes/secrecy.json' with { type: 'json' };
import standardLevel from '../../resources/codes/standard-level.json' with { type: 'json' };
import standardNature from '../../resources/codes/standard-nature.json' with { type: 'json' };
import standardState from '../../resources/codes/standard-state.json' with { type: 'json' };
import statisticalZone from '../../resources/codes/statistical-zone.json' with { type: 'json' };
import supportMode from '../../resources/codes/support-mode.json' with { type: 'json' };
import talentArrival from '../../resources/codes/talent-arrival.json' with { type: 'json' };
import talentKind from '../../resources/codes/talent-kind.json' with { type: 'json' };
import talentProgramme from '../../resources/codes/talent-programme.json' with { type: 'json' };
import talentState from '../../resources/codes/talent-state.json' with { type: 'json' };
import techField from '../../resources/codes/tech-field.json' with { type: 'json' };
import trl from '../../resources/codes/trl.json' with { type: 'json' };
import unitNature from '../../resources/codes/unit-nature.json' with { type: 'json' };
import { foldText } from '../values/text.ts';
import type { CodeItem, CodeTable, CodeTableId } from './code-table.ts';

const SHIPPED: Readonly<Record<CodeTableId, CodeTable>> = {
  city: city as CodeTable,
  county: county as CodeTable,
  'high-tech-zone': highTechZone as CodeTable,
  'statistical-zone': statisticalZone as CodeTable,
  'tech-field': techField as CodeTable,
  'plan-task': planTask as CodeTable,
  programme: programme as CodeTable,
  'project-stage': projectStage as CodeTable,
  'project-kind': projectKind as CodeTable,
  'application-field': applicationField as CodeTable,
  'industry-field': industryField as CodeTable,
  'unit-nature': unitNature as CodeTable,
  'acceptance-conclusion': acceptanceConclusion as CodeTable,
  'platform-kind': platformKind as CodeTable,
  'platform-level': platformLevel as CodeTable,
  'platform-state': platformState as CodeTable,
  'operating-mode': operatingMode as CodeTable,
  'leading-element': leadingElement as CodeTable,
  'achievement-kind': achievementKind as CodeTable,
  'achievement-attribute': achievementAttribute as CodeTable,
  'achievement-stage': achievementStage as CodeTable,
  'achievement-level': achievementLevel as CodeTable,
  'achievement-form': achievementForm as CodeTable,
  'evaluation-mode': evaluationMode as CodeTable,
  'application-state': applicationState as CodeTable,
  'ip-kind': ipKind as CodeTable,
  'ip-state': ipState as CodeTable,
  'ip-acquisition': ipAcquisition as CodeTable,
  'ip-class': ipClass as CodeTable,
  'enterprise-tier': enterpriseTier as CodeTable,
  'enterprise-scale': enterpriseScale as CodeTable,
  'enterprise-field': enterpriseField as CodeTable,
  listing: listing as CodeTable,
  'funds-scheme': fundsScheme as CodeTable,
  trl: trl as CodeTable,
  'indicator-kind': indicatorKind as CodeTable,
  'participant-role': participantRole as CodeTable,
  secrecy: secrecy as CodeTable,
  'evaluation-grade': evaluationGrade as CodeTable,
  'evidence-kind': evidenceKind as CodeTable,
  'narrative-kind': narrativeKind as CodeTable,
  'standard-level': standardLevel as CodeTable,
  'standard-nature': standardNature as CodeTable,
  'standard-state': standardState as CodeTable,
  'drafting-role': draftingRole as CodeTable,
  'talent-kind': talentKind as CodeTable,
  'talent-programme': talentProgramme as CodeTable,
  'talent-state': talentState as CodeTable,
  'talent-arrival': talentArrival as CodeTable,
  gender: gender as CodeTable,
  education: education as CodeTable,
  degree: degree as CodeTable,
  'alliance-kind': allianceKind as CodeTable,
  'alliance-role': allianceRole as CodeTable,
  'activity-kind': activityKind as CodeTable,
  'activity-level': activityLevel as CodeTable,
  'activity-state': activityState as CodeTable,
  'activity-mode': activityMode as CodeTable,
  'finance-kind': financeKind as CodeTable,
  'finance-level': financeLevel as CodeTable,
  'finance-state': financeState as CodeTable,
  'financial-institution': financialInstitution as CodeTable,
  'guarantee-mode': guaranteeMode as CodeTable,
  'investment-round': investmentRound as CodeTable,
  'policy-kind': policyKind as CodeTable,
  'policy-level': policyLevel as CodeTable,
  'policy-state': policyState as CodeTable,
  publicity: publicity as CodeTable,
  'support-mode': supportMode as CodeTable,
  'pilot-kind': pilotKind as CodeTable,
  'pilot-state': pilotState as CodeTable,
  'promotion-scope': promotionScope as CodeTable,
  'cooperation-kind': cooperationKind as CodeTable,
  'cooperation-state': cooperationState as CodeTable,
  'opening-zone': openingZone as CodeTable,
  'foreign-unit-nature': foreignUnitNature as CodeTable,
  country: country as CodeTable,
  'budget-subject': budgetSubject as CodeTable,
  'change-grade': changeGrade as CodeTable,
  'change-kind': changeKind as CodeTable,
  'approval-level': approvalLevel as CodeTable,
  'change-state': changeState as CodeTable,
  'culture-base-kind': cultureBaseKind as CodeTable,
  'institution-form': institutionForm as CodeTable,
  'incubator-nature': incubatorNature as CodeTable,
  'incubator-kind': incubatorKind as CodeTable,
};

/** The code table as shipped. */
export function codeTable(id: CodeTableId): CodeTable {
  return SHIPPED[id];
}

interface CodeIndex {
  readonly byCode: ReadonlyMap<string, CodeItem>;
  /** Every spelling, folded, with the codes it may mean. */
  readonly bySpelling: ReadonlyMap<string, readonly string[]>;
}

const indexes = new Map<CodeTableId, CodeIndex>();

function indexOf(id: CodeTableId): CodeIndex {
  const known = indexes.get(id);
  if (known) return known;
  const byCode = new Map<string, CodeItem>();
  const labels = new Map<string, Set<string>>();
  const aliases = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, spelling: string, code: string) => {
    const key = foldText(spelling);
    map.set(key, (map.get(key) ?? new Set()).add(code));
  };
  for (const item of codeTable(id).items) {
    byCode.set(item.code, item);
    note(labels, item.code, item.code);
    note(labels, item.label, item.code);
    if (item.short) note(aliases, item.short, item.code);
    for (const alias of item.aliases ?? []) note(aliases, alias, item.code);
  }
  // A code or label always wins over another item's alias.
  const bySpelling = new Map<string, readonly string[]>();
  for (const [spelling, codes] of aliases) bySpelling.set(spelling, [...codes]);
  for (const [spelling, codes] of labels) bySpelling.set(spelling, [...codes]);
  const index = { byCode, bySpelling };
  indexes.set(id, index);
  return index;
}

/** The item of a code; undefined when the table has no such code. */
export function codeItem(id: CodeTableId, code: string): CodeItem | undefined {
  return indexOf(id).byCode.get(code);
}

/** What people read for a code; the code itself when the table does not know it. */
export function codeLabel(id: CodeTableId, code: string): string {
  return codeItem(id, code)?.label ?? code;
}

/**
 * The code meant by a code, label or other spelling, whatever its width, case and spaces.
 * `parent` narrows a spelling that several items share: 市中区 within 370100.
 * Undefined when nothing, or more than one item, fits.
 */
export function resolveCode(id: CodeTableId, text: string, parent?: string): string | undefined {
  const index = indexOf(id);
  const candidates = index.bySpelling.get(foldText(text)) ?? [];
  const fitting = parent ? candidates.filter((code) => index.byCode.get(code)?.parent === parent) : candidates;
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The items a person may choose: not retired, and of `parent` where one is given. */
export function codeChoices(id: CodeTableId, parent?: string): readonly CodeItem[] {
  return codeTable(id).items.filter((item) => !item.retired && (!parent || item.parent === parent));
}
