import { type SavedView, storedView } from '../../../shared/contract/view-calls.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import type { SessionOf } from '../session.ts';

type ViewCalls = 'view.list' | 'view.save' | 'view.delete';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly content: string;
}

/** Lists kept under a name: columns, filter and order. */
export function viewHandlers(session: SessionOf): Pick<Handlers, ViewCalls> {
  return {
    'view.list'({ register }) {
      const rows = session()
        .workspace.database.prepare('SELECT id, name, content FROM saved_view WHERE register = ? ORDER BY name')
        .all(register) as ViewRow[];
      return { views: rows.flatMap(readView) };
    },

    'view.save'({ register, name, ...content }) {
      const { workspace, ledger } = session();
      ledger.store(register);
      return workspace.work({ label: `保存视图“${name}”`, action: 'edit' }, (work) => {
        const held = workspace.database
          .prepare('SELECT id FROM saved_view WHERE register = ? AND name = ?')
          .pluck()
          .get(register, name) as string | undefined;
        const id = held ?? newId(workspace.environment, 12);
        workspace.database
          .prepare('INSERT OR REPLACE INTO saved_view (id, register, name, content, updated_at) VALUES (?, ?, ?, ?, ?)')
          .run(id, register, name, JSON.stringify(content), work.at);
        work.tell('views');
        return { id, replaced: held !== undefined };
      });
    },

    'view.delete'({ id }) {
      const { workspace } = session();
      return workspace.work({ label: '删除视图', action: 'edit' }, (work) => {
        workspace.database.prepare('DELETE FROM saved_view WHERE id = ?').run(id);
        work.tell('views');
        return {};
      });
    },
  };
}

/** A view whose stored form a newer program wrote is left out, not shown wrong. */
function readView({ id, name, content }: ViewRow): SavedView[] {
  const read = storedView.safeParse(JSON.parse(content));
  return read.success ? [{ id, name, ...read.data }] : [];
}
