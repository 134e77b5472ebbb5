import { keyOf, type SetRule, type SetSource } from '../../../shared/check/set-rule.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { sourcesOf } from './rule-sql.ts';
import { KEY_SEPARATOR } from './set-groups.ts';

/** What the set rules see of a record at one moment; undefined where it does not live. */
export interface Standing {
  readonly values: RecordValues;
  readonly naturalKey: string | null;
}

/** A source through which records of a register take part in a rule. */
export interface Part {
  readonly rule: SetRule;
  readonly source: SetSource;
  /** The fields that decide where a record stands. */
  readonly fields: readonly string[];
  /** It is only looked up, never marked. */
  readonly target: boolean;
  /** Records of the register are marked by the rule too. */
  readonly alsoMarked: boolean;
}

/** The sources of all set rules by register. */
export class SetParts {
  private readonly byRegister = new Map<string, readonly Part[]>();
  private readonly rules: readonly SetRule[];

  constructor(rules: readonly SetRule[]) {
    this.rules = rules;
  }

  of(register: Register): readonly Part[] {
    let parts = this.byRegister.get(register.id);
    if (!parts) {
      parts = this.rules.flatMap((rule) =>
        sourcesOf(rule)
          .filter((source) => source.register === register.id)
          .map((source) => ({
            rule,
            source,
            fields: [
              ...(source.key === 'natural' ? [] : source.key.map(({ field }) => field)),
              ...(source.value === undefined ? [] : [source.value]),
              ...(source.where ?? []).map(({ field }) => field),
            ],
            target: rule.test.kind === 'missing' && rule.test.target === source,
            alsoMarked: rule.sources.some((one) => one.register === register.id),
          })),
      );
      this.byRegister.set(register.id, parts);
    }
    return parts;
  }
}

/** Where a record stands by a part: its group's key and its value, `''` where none is asked for; undefined when it takes no part. */
export function placeOf(
  register: Register,
  { source }: Part,
  standing: Standing,
): { key: string; value: string } | undefined {
  if (source.key === 'natural')
    return standing.naturalKey === null ? undefined : { key: standing.naturalKey, value: '' };
  const key = keyOf(register, source, standing.values);
  if (!key) return undefined;
  return {
    key: key.length === 1 ? key[0]! : key.join(KEY_SEPARATOR),
    value: source.value === undefined ? '' : String(standing.values[source.value]),
  };
}
