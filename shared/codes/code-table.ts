/** Ids of the code tables; each table is `resources/codes/<id>.json`. */
export const CODE_TABLE_IDS = [
  'city',
  'county',
  'high-tech-zone',
  'statistical-zone',
  'tech-field',
  'plan-task',
  'programme',
  'project-stage',
  'project-kind',
  'application-field',
  'industry-field',
  'unit-nature',
  'acceptance-conclusion',
  'platform-kind',
  'platform-level',
  'platform-state',
  'operating-mode',
  'leading-element',
  'achievement-kind',
  'achievement-attribute',
  'achievement-stage',
  'achievement-level',
  'achievement-form',
  'evaluation-mode',
  'application-state',
  'ip-kind',
  'ip-state',
  'ip-acquisition',
  'ip-class',
  'enterprise-tier',
  'enterprise-scale',
  'enterprise-field',
  'listing',
  'funds-scheme',
  'trl',
  'indicator-kind',
  'participant-role',
  'secrecy',
  'evaluation-grade',
  'evidence-kind',
  'narrative-kind',
  'standard-level',
  'standard-nature',
  'standard-state',
  'drafting-role',
  'talent-kind',
  'talent-programme',
  'talent-state',
  'talent-arrival',
  'gender',
  'education',
  'degree',
  'alliance-kind',
  'alliance-role',
  'activity-kind',
  'activity-level',
  'activity-state',
  'activity-mode',
  'finance-kind',
  'finance-level',
  'finance-state',
  'financial-institution',
  'guarantee-mode',
  'investment-round',
  'policy-kind',
  'policy-level',
  'policy-state',
  'publicity',
  'support-mode',
  'pilot-kind',
  'pilot-state',
  'promotion-scope',
  'cooperation-kind',
  'cooperation-state',
  'opening-zone',
  'foreign-unit-nature',
  'country',
  'budget-subject',
  'change-grade',
  'change-kind',
  'approval-level',
  'change-state',
  'culture-base-kind',
  'institution-form',
  'incubator-nature',
  'incubator-kind',
] as const;

export type CodeTableId = (typeof CODE_TABLE_IDS)[number];

export interface CodeItem {
  readonly code: string;
  readonly label: string;
  /** Label for narrow places: 青岛 for 青岛市. */
  readonly short?: string;
  /** Code of the item this one belongs to: the city of a county, the group of a programme. */
  readonly parent?: string;
  /** Former codes and other spellings that mean this item. */
  readonly aliases?: readonly string[];
  readonly retired?: boolean;
}

export interface CodeTable {
  readonly id: CodeTableId;
  readonly label: string;
  /** Where the list comes from; 业务惯例 where no official list was found. */
  readonly source: string;
  readonly items: readonly CodeItem[];
}
