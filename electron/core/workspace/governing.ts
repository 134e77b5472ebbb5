import { lastGoverned, SETTINGS } from '../ledger/history-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { GOVERNING } from './settings.ts';
import type { Workspace } from './workspace.ts';

/**
 * Tells in history what governs a ledger whose history does not say so yet: one just made, or one of an older version. From then on
 * the chain says what every such setting ought to be.
 */
export function anchorGoverning(workspace: Workspace, ledger: Ledger): void {
  if (lastGoverned(ledger).size > 0) return;
  workspace.work({ label: '记录行动计划与校验规则', action: 'govern' }, (work) => {
    for (const name of GOVERNING)
      work.note({
        register: SETTINGS,
        record: name,
        changes: [{ field: name, before: null, after: workspace.settings.get(name) }],
      });
  });
}

/** Whether the plan, its terms and the rules are those that history says were put in force last. */
export function governedAsTold(workspace: Workspace, ledger: Ledger): boolean {
  const told = lastGoverned(ledger);
  return GOVERNING.every((name) => (told.get(name) ?? null) === workspace.settings.get(name));
}
