import type { Database } from '../database/database.ts';

/** Names of the settings a workspace keeps. */
export type SettingName =
  | 'office'
  | 'officer'
  | 'plan'
  | 'period'
  | 'replica'
  | 'counter'
  | 'change_number'
  | 'act_number'
  | 'place_path'
  | 'place_inode'
  | 'opening'
  | 'age_identity'
  | 'age_recipient'
  | 'minisign_secret_key'
  | 'minisign_public_key'
  | 'backed_up_at'
  | 'is_backup'
  | 'created_at'
  | 'baseline'
  | 'plan_content'
  | 'plan_terms'
  | 'plan_terms_at'
  | 'standings_kept'
  /** The province's say about the rules, as JSON. */
  | 'rules'
  /** Under which rules, plan and period every record was last checked. */
  | 'checked'
  | 'known_unit_change';

export interface Settings {
  get(name: SettingName): string | null;
  /** The setting's value; throws when it was never set, which a created workspace rules out. */
  need(name: SettingName): string;
  number(name: SettingName): number;
  set(name: SettingName, value: string | number): void;
}

export function settingsOf(database: Database): Settings {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
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
  };
}
