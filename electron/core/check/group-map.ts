import type { SetRule } from '../../../shared/check/set-rule.ts';

/** Something kept of groups by rule, office and key. */
export class GroupMap<T> {
  private readonly make: () => T;
  private readonly rules = new Map<SetRule, Map<string, Map<string, T>>>();

  constructor(make: () => T) {
    this.make = make;
  }

  /** What is kept of a group; made where there is nothing yet. */
  of(rule: SetRule, owner: string, key: string): T {
    let owners = this.rules.get(rule);
    if (!owners) {
      owners = new Map();
      this.rules.set(rule, owners);
    }
    let groups = owners.get(owner);
    if (!groups) {
      groups = new Map();
      owners.set(owner, groups);
    }
    let kept = groups.get(key);
    if (kept === undefined) {
      kept = this.make();
      groups.set(key, kept);
    }
    return kept;
  }

  /** What is kept of the groups of one rule and one office, for each of these, and takes it out. */
  *drain(): Generator<{ readonly rule: SetRule; readonly owner: string; readonly groups: ReadonlyMap<string, T> }> {
    for (const [rule, owners] of this.rules) {
      for (const [owner, groups] of owners) yield { rule, owner, groups };
      this.rules.delete(rule);
    }
  }
}
