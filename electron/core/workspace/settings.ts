import type { Database } from '../database/database.ts';

/**
 * What the whole office is checked and counted by: the plan it was made with, what the province set about it or sent down, and
 * its say about the rules, each as JSON. Changed through a unit of work alone, which tells of it in the history chain.
 */
export const GOVERNING = ['plan', 'plan_content', 'plan_terms', 'baseline', 'rules', 'second_look'] as const;
export type GoverningSetting = (typeof GOVERNING)[number];

/** Names of the other settings a workspace keeps. */
type FreeSetting =
  | 'office'
  | 'officer'
  | 'period'
  | 'replica'
  | 'counter'
  | 'change_number'
  | 'act_number'
  | 'place_path'
  | 'place_inode'
  | 'opening'
  /** 1 while former content of the database may still hold keys that were sealed since. */
  | 'scrub_due'
  /** 0 where another machine of this office files. */
  | 'files_here'
  /** Packages of this office that only the office above knows, as JSON. */
  | 'former_packages'
  | 'backed_up_at'
  | 'is_backup'
  | 'created_at'
  | 'plan_terms_at'
  | 'standings_kept'
  /** Under which rules, plan and period every record was last checked. */
  | 'checked'
  | 'known_unit_change'
  /** The newest minor version of the package format whose content is kept here. */
  | 'newest_minor'
  /** The minor version of the program that last took over what newer versions had left here. */
  | 'adopted_minor'
  /** Offices that the shipped tree lacks or names otherwise, as JSON. */
  | 'offices'
  /** 下级填报单位 enrolled here, as JSON. */
  | 'subordinates';

export type SettingName = FreeSetting | GoverningSetting;

export interface Settings {
  get(name: SettingName): string | null;
  /** The setting's value; throws when it was never set, which a created workspace rules out. */
  need(name: SettingName): string;
  number(name: SettingName): number;
  set(name: FreeSetting, value: string | number): void;
  /** Puts what governs in force, or takes it out. Nobody is told: `UnitOfWork.govern` does both. */
  putInForce(name: GoverningSetting, value: string | null): void;
}

export function settingsOf(database: Database): Settings {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM setting WHERE name = ?');
  const get = (name: SettingName) => select.get(name)?.value ?? null;
  return {
    get,
    need(name) {
      const value = get(name);
      if (value === null) throw new Error(`setting ${name} is missing`);
      return value;
    },
    number: (name) => Number(get(name) ?? 0),
    set(name, value) {
      upsert.run(name, String(value));
    },
    putInForce(name, value) {
      if (value === null) remove.run(name);
      else upsert.run(name, value);
    },
  };
}
