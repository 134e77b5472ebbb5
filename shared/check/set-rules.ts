import { NO_USCC } from '../identifiers/uscc.ts';
import { type Field, findField, type Register } from '../registers/register.ts';
import { REGISTERS, registerById } from '../registers/registers.ts';
import { fieldsOfKey } from './duplicate-key.ts';
import type { Fold, KeyPart, Membership, SetRule, SetSource } from './set-rule.ts';

const HABIT = '业务惯例';
const ONE_CODE = 'GB 32100-2015（一个主体一个代码）';
const INNOVATION_GUIDE = '山东省重大科技创新工程申报要求（每单位、每负责人当年限一项）';
const FUND_GUIDE = '山东省自然科学基金申报要求（在研省级项目两项以上不得申报）';

const PROVINCIAL = ['nsf', 'nsf-general', 'nsf-youth', 'nsf-key', 'nsf-joint', 'nsf-major', 'key-innovation', 'key-rd'];

/** A record that two registers may both hold, and the fields that tell it apart. */
const SHARED_ITEMS: readonly {
  readonly id: string;
  readonly demand: string;
  readonly places: readonly {
    readonly register: string;
    readonly key: readonly KeyPart[];
    readonly where?: readonly Membership[];
  }[];
}[] = [
  {
    id: 'item.alliance-platform',
    demand: '同一个产业联盟不得既填在平台台账、又填在联盟台账。',
    places: [
      {
        register: 'platform',
        key: [{ field: 'name', fold: 'name' }],
        where: [{ field: 'kind', in: ['alliance'] }],
      },
      { register: 'alliance', key: [{ field: 'name', fold: 'name' }] },
    ],
  },
  {
    id: 'item.standard-ip',
    demand: '标准填在标准台账，不得再作为知识产权填报。',
    places: [
      { register: 'ip', key: [{ field: 'number', fold: 'exact' }] },
      { register: 'standard', key: [{ field: 'number', fold: 'exact' }] },
    ],
  },
  {
    id: 'item.project-pilot',
    demand: '同一事项不得既填在项目台账、又填在试点示范台账；确属两件事的说明原因。',
    places: [
      { register: 'project', key: [{ field: 'name', fold: 'name' }] },
      { register: 'pilot', key: [{ field: 'name', fold: 'name' }] },
    ],
  },
];

function declared(register: string, key: readonly KeyPart[], where: readonly Membership[] = []): boolean {
  const known = registerById(register);
  return [...key, ...where].every(({ field }) => known !== undefined && findField(known, field) !== undefined);
}

function labelOf(register: string, field: string): string {
  const known = registerById(register);
  return (known && findField(known, field)?.label) ?? field;
}

function sharedRules(): readonly SetRule[] {
  return SHARED_ITEMS.flatMap(({ id, demand, places }): SetRule[] => {
    const known = places.filter(({ register, key, where }) => declared(register, key, where));
    if (known.length < 2) return [];
    return [
      {
        id,
        kind: 'registers',
        severity: 'warning',
        source: HABIT,
        demand,
        fields: [...new Set(known.flatMap(({ key }) => key.map(({ field }) => field)))],
        test: { kind: 'shared' },
        sources: known.map(({ register, key, where }) => {
          const others = known
            .filter((place) => place.register !== register)
            .map((place) => registerById(place.register)!.label)
            .join('、');
          const field = key[0]!.field;
          const message = `${others}台账里也有这一项（${labelOf(register, field)}相同），请只留一处或说明原因。`;
          return { register, key, ...(where ? { where } : {}), mark: () => ({ field, message }) };
        }),
      },
    ];
  });
}

/** The units that a record names in fields of its own; those of child tables stand under no record of their own. */
function unitsOf(register: Register) {
  return register.units.filter((unit) => unit.table === undefined);
}

function unitRules(): readonly SetRule[] {
  const units = REGISTERS.flatMap((register) => unitsOf(register).map((unit) => ({ register: register.id, ...unit })));
  const coded = (field: string): readonly Membership[] => [{ field, notIn: [NO_USCC] }];
  return [
    {
      id: 'unit.spelling',
      kind: 'registers',
      severity: 'warning',
      source: ONE_CODE,
      demand: '同一统一社会信用代码下的单位名称，在各台账里写法要一致。',
      fields: [...new Set(units.map((unit) => unit.name))],
      test: { kind: 'differs' },
      sources: units.map(({ register, name, code }) => ({
        register,
        key: [{ field: code, fold: 'exact' }],
        value: name,
        where: coded(code),
        mark: () => ({
          field: name,
          message: `同一统一社会信用代码下，${labelOf(register, name)}与台账里别处的写法不一致，请统一或说明原因。`,
        }),
      })),
    },
    {
      id: 'unit.code-differs',
      kind: 'registers',
      severity: 'warning',
      source: ONE_CODE,
      demand: '同一名称的单位，在各台账里填的统一社会信用代码要一致。',
      fields: [...new Set(units.map((unit) => unit.code))],
      test: { kind: 'differs' },
      sources: units.map(({ register, name, code }) => ({
        register,
        key: [{ field: name, fold: 'exact' }],
        value: code,
        where: coded(code),
        mark: () => ({
          field: code,
          message: `${labelOf(register, name)}相同的单位在台账里别处填了另一个统一社会信用代码，请核对或说明原因。`,
        }),
      })),
    },
  ];
}

function duplicateRule(register: Register): SetRule {
  return {
    id: `${register.id}.duplicate`,
    kind: 'records',
    severity: 'error',
    source: HABIT,
    demand: `${register.label}台账里同一事项只能填一条（${register.naturalKeys
      .map((keys) => keys.map((key) => labelOf(register.id, key)).join('加'))
      .join('，或')}相同即为同一事项）。`,
    fields: [...new Set(register.naturalKeys.flat())],
    test: { kind: 'repeated', limit: 1 },
    sources: [
      {
        register: register.id,
        key: 'natural',
        mark: ([key]) => {
          const fields = fieldsOfKey(key ?? '');
          const labels = fields.map((field) => labelOf(register.id, field)).join('、');
          return { field: fields[0] ?? register.titleField, message: `${labels}与本市另一条相同，请删去重复的。` };
        },
      },
    ],
  };
}

/** A name that differs from another of the same unit by marks alone. */
function similarRule(register: Register): readonly SetRule[] {
  const [unit] = unitsOf(register);
  if (!unit || unit.name === register.titleField) return [];
  const title = labelOf(register.id, register.titleField);
  return [
    {
      id: `${register.id}.similar-name`,
      kind: 'records',
      severity: 'hint',
      source: HABIT,
      demand: `同一单位的${register.label}，${title}去掉标点后相同的，要核对是不是同一项。`,
      fields: [register.titleField, unit.name],
      test: { kind: 'repeated', limit: 1 },
      sources: [
        {
          register: register.id,
          key: [
            { field: register.titleField, fold: 'name' },
            { field: unit.name, fold: 'exact' },
          ],
          mark: () => ({
            field: register.titleField,
            message: `同一单位还有一条${title}几乎相同的${register.label}，可核对是不是同一项。`,
          }),
        },
      ],
    },
  ];
}

function referenceRules(register: Register): readonly SetRule[] {
  return register.fields.flatMap((field) => {
    const target = field.refersTo && registerById(field.refersTo.register);
    return target ? [referenceRule(register, field, target, field.refersTo!.field)] : [];
  });
}

function referenceRule(register: Register, field: Field, target: Register, targetField: string): SetRule {
  const pointed = findField(target, targetField);
  const fold: Fold = pointed?.type === 'identifier' || field.type === 'identifier' ? 'exact' : 'name';
  const message = `${target.label}台账里没有${pointed?.label ?? ''}与${field.label}相同的一条，可核对是否填错，或补填这一${target.measure}${target.label}。`;
  return {
    id: `${register.id}.${field.key}.unknown`,
    kind: 'registers',
    severity: 'hint',
    source: HABIT,
    demand: `${field.label}填的，在${target.label}台账里要能找到。`,
    fields: [field.key],
    test: {
      kind: 'missing',
      target: {
        register: target.id,
        key: [{ field: targetField, fold }],
        mark: () => ({ field: targetField, message: '' }),
      },
    },
    sources: [
      {
        register: register.id,
        key: [{ field: field.key, fold }],
        mark: () => ({ field: field.key, message }),
      },
    ],
  };
}

function projectSets(): readonly SetRule[] {
  const repeated = (
    id: string,
    severity: SetRule['severity'],
    source: string,
    demand: string,
    from: Omit<SetSource, 'register' | 'mark'>,
    mark: { readonly field: string; readonly message: string },
  ): SetRule => ({
    id,
    kind: 'records',
    severity,
    source,
    demand,
    fields: (from.key as readonly KeyPart[]).map(({ field }) => field),
    test: { kind: 'repeated', limit: 1, adjustable: true },
    sources: [{ register: 'project', ...from, mark: () => mark }],
  });
  const innovation: readonly Membership[] = [{ field: 'programme', in: ['key-innovation'] }];
  return [
    repeated(
      'project.leader-load',
      'hint',
      FUND_GUIDE,
      '同一负责人的在研省级项目超过规定项数的，要核对。',
      {
        key: [
          { field: 'leader', fold: 'exact' },
          { field: 'leadUnit', fold: 'exact' },
        ],
        where: [
          { field: 'stage', in: ['approved', 'running'] },
          { field: 'programme', in: PROVINCIAL },
        ],
      },
      { field: 'leader', message: '这位负责人的在研省级项目超过规定项数，可核对是否属实。' },
    ),
    repeated(
      'project.leader-innovation',
      'warning',
      INNOVATION_GUIDE,
      '同一负责人当年牵头的重大科技创新工程项目不得超过规定项数，属实的要说明原因。',
      {
        key: [
          { field: 'leader', fold: 'exact' },
          { field: 'leadUnit', fold: 'exact' },
          { field: 'approvalYear', fold: 'exact' },
        ],
        where: innovation,
      },
      { field: 'leader', message: '这位负责人当年牵头的重大科技创新工程项目超过规定项数，请核对或说明原因。' },
    ),
    repeated(
      'project.unit-innovation',
      'warning',
      INNOVATION_GUIDE,
      '同一企业当年牵头的重大科技创新工程项目不得超过规定项数，属实的要说明原因。',
      {
        key: [
          { field: 'leadUnitCode', fold: 'exact' },
          { field: 'approvalYear', fold: 'exact' },
        ],
        where: [
          ...innovation,
          { field: 'unitNature', in: ['enterprise'] },
          { field: 'leadUnitCode', notIn: [NO_USCC] },
        ],
      },
      { field: 'leadUnit', message: '这家企业当年牵头的重大科技创新工程项目超过规定项数，请核对或说明原因。' },
    ),
  ];
}

/** Every rule over records that belong together, in the order in which they are listed. */
export const SET_RULES: readonly SetRule[] = [
  ...REGISTERS.flatMap((register) => [
    duplicateRule(register),
    ...(register.id === 'project' ? projectSets() : []),
    ...referenceRules(register),
    ...similarRule(register),
  ]),
  ...unitRules(),
  ...sharedRules(),
];
