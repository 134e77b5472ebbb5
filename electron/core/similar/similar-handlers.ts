import type { SimilarPair } from '../../../shared/similar/similar-pairs.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Handlers } from '../dispatcher.ts';
import { titleOf, toRecordRow } from '../ledger/record-query.ts';
import { requireSuperior, type SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { DistinctPairs } from './distinct-pairs.ts';
import { matchSimilar } from './match-similar.ts';
import { mergeRecords, planMerge } from './merge-records.ts';
import { scanSimilar } from './scan-similar.ts';

type SimilarCalls = 'similar.list' | 'record.similar' | 'similar.distinct' | 'record.merge-preview' | 'record.merge';

/** Records that are likely one item, and making them one. */
export function similarHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, SimilarCalls> {
  return {
    async 'similar.list'({ register: id, limit, first }) {
      const current = session();
      requireSuperior(current);
      const { ledger, workspace } = current;
      const store = ledger.store(id);
      const { register } = store;
      const { pairs, compared, distinct } = await runner.run(`查找重复的${register.label}`, (progress) =>
        scanSimilar(ledger, register, workspace.office.code, progress),
      );
      return {
        total: pairs.length,
        compared,
        distinct,
        pairs: wantedFirst(pairs, first)
          .slice(0, limit)
          .flatMap(({ one, other, ...pair }) => {
            const [left, right] = [store.row(one), store.row(other)];
            if (!left || !right) return [];
            return [
              {
                ...pair,
                one: toRecordRow(ledger, register, left),
                other: toRecordRow(ledger, register, right),
                title: titleOf(register, left),
                otherTitle: titleOf(register, right),
              },
            ];
          }),
      };
    },

    'record.similar'({ register: id, id: own, values }) {
      const { ledger, workspace } = session();
      const { register } = ledger.store(id);
      if (!workspace.superior) return { matches: [] };
      return { matches: matchSimilar(ledger, register, workspace.office.code, own, values as RecordValues) };
    },

    'similar.distinct'({ one, other, distinct }) {
      const { ledger, workspace } = session();
      for (const id of [one, other]) ledger.need(id);
      new DistinctPairs(workspace.database).set(one, other, distinct, {
        at: workspace.environment.now().toISOString(),
        officer: workspace.officer,
      });
      return {};
    },

    'record.merge-preview'({ survivor, other, values }) {
      const current = session();
      requireSuperior(current);
      const { tables, following } = planMerge(current, survivor, other, values);
      return { tables: [...tables], following: following.map(({ id, title, locked }) => ({ id, title, locked })) };
    },

    'record.merge'({ survivor, other, values }) {
      const current = session();
      requireSuperior(current);
      return mergeRecords(current, planMerge(current, survivor, other, values));
    },
  };
}

function wantedFirst(pairs: readonly SimilarPair[], first: readonly string[] | undefined): readonly SimilarPair[] {
  const wanted = first && pairs.find((pair) => first.includes(pair.one) && first.includes(pair.other));
  return wanted ? [wanted, ...pairs.filter((pair) => pair !== wanted)] : pairs;
}
