import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { SimilarPair } from '../../../shared/similar/similar-pairs.ts';
import { reasonLabel } from '../../../shared/similar/similar-reason.ts';
import type { Session } from '../session.ts';
import { DistinctPairs } from '../similar/distinct-pairs.ts';
import { scanSimilar } from '../similar/scan-similar.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import { type DuplicateGroup, duplicateGroups, isOpen, MEMBER, type Member } from './duplicate-groups.ts';

interface Compared {
  readonly at: string;
  readonly records: number;
  readonly pairs: readonly SimilarPair[];
  /** The register's count of writings before the comparison began. */
  readonly generation: number;
}

/** Most pairs of a register that are kept: more than anybody would go through. */
const KEPT = 5000;

/**
 * What the last comparison of different offices' records by number and name found, register by register. It is kept as long as the
 * workspace is open, so that a ruling does not make everything be compared again; what became of the pairs since is asked anew each time.
 */
export class NameComparison {
  private readonly compared = new Map<string, Compared>();

  /** Compares the records of a register, or of all; breaking off keeps what was there before. */
  async run(session: Session, only: string | undefined, progress: WorkProgress): Promise<void> {
    for (const register of asked(only)) {
      const { generation } = session.ledger.store(register.id);
      const { pairs, compared } = await scanSimilar(session.ledger, register, null, progress);
      const at = session.workspace.environment.now().toISOString();
      this.compared.set(register.id, { at, records: compared, pairs: pairs.slice(0, KEPT), generation });
    }
  }

  /** When everything asked for was compared last, and whether records came or changed since; null where some never was. */
  state({ ledger }: Session, only: string | undefined) {
    const registers = asked(only);
    const known = registers.flatMap(({ id }) => this.compared.get(id) ?? []);
    if (known.length < registers.length) return null;
    return {
      at: known.map(({ at }) => at).reduce((oldest, at) => (at < oldest ? at : oldest)),
      records: known.reduce((sum, one) => sum + one.records, 0),
      pairs: known.reduce((sum, one) => sum + one.pairs.length, 0),
      stale: registers.some(({ id }) => ledger.store(id).generation !== this.compared.get(id)?.generation),
    };
  }

  /** The pairs that still live and that nobody ruled on; those of one natural key are found without comparing. */
  groups({ ledger }: Session, only: string | undefined): DuplicateGroup[] {
    const apart = new DistinctPairs(ledger.database);
    return asked(only).flatMap(({ id: register }) => {
      const pairs = this.compared.get(register)?.pairs ?? [];
      if (pairs.length === 0) return [];
      const living = ledger.database
        .prepare<[string], Member & { key: string | null }>(
          `SELECT ${MEMBER}, natural_key AS key FROM ${register} WHERE live = 1 AND id IN (SELECT value FROM json_each(?))`,
        )
        .all(JSON.stringify([...new Set(pairs.flatMap(({ one, other }) => [one, other]))]));
      const byId = new Map(living.map((member) => [member.id, member]));
      return pairs.flatMap((pair): DuplicateGroup[] => {
        const [one, other] = [byId.get(pair.one), byId.get(pair.other)];
        if (!one || !other || (one.key !== null && one.key === other.key) || !isOpen([one, other], apart)) return [];
        // Of different offices, or the pair would not be open.
        const members = one.owner < other.owner ? [one, other] : [other, one];
        return [
          {
            register,
            key: `${pair.one} ${pair.other}`,
            reason: reasonOf(pair),
            ids: members.map((member) => member.id),
            owners: members.map((member) => member.owner),
            counted: null,
          },
        ];
      });
    });
  }
}

const comparisons = new WeakMap<Session['ledger'], NameComparison>();

/** What was compared in this opening of the workspace. */
export function comparisonOf({ ledger }: Session): NameComparison {
  const known = comparisons.get(ledger) ?? new NameComparison();
  comparisons.set(ledger, known);
  return known;
}

/** Everything that looks like one item of several offices and that nobody ruled on: by natural key, then by what was compared. */
export function openGroups(session: Session, register?: string): readonly DuplicateGroup[] {
  return [...duplicateGroups(session.ledger.database, register), ...comparisonOf(session).groups(session, register)];
}

function asked(only: string | undefined): readonly Register[] {
  return REGISTERS.filter(({ id }) => only === undefined || id === only);
}

function reasonOf({ reason, numbersDiffer, likeness }: SimilarPair): string {
  const label = reasonLabel(reason);
  if (reason === 'unit-and-name') return `${label}（${Math.round(likeness * 100)}%）`;
  return reason === 'name' && numbersDiffer ? `${label}，编号不同` : label;
}
