import type { DeskPackage, SittingFile } from '../../../shared/contract/receive-calls.ts';
import type { BoardCity } from '../../parts/board-state.ts';
import { canWait } from './package-verdict.ts';

/** The packages of one office that wait to be taken, in the order of their numbers. */
export function waitingFrom(packages: readonly DeskPackage[], office: string): readonly DeskPackage[] {
  return packages
    .filter((pack) => pack.from === office && (pack.outcome === 'pending' || pack.outcome === 'held'))
    .sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

/** What of an office stands on the board: its waiting packages, else the declined one where nothing of the period was taken. */
export function undecidedFrom(packages: readonly DeskPackage[], city: BoardCity): readonly DeskPackage[] {
  const waiting = waitingFrom(packages, city.office);
  if (waiting.length > 0 || city.receivedAt !== null) return waiting;
  return packages.filter((pack) => pack.from === city.office && pack.outcome === 'declined').slice(0, 1);
}

/**
 * The package to show for an office: the first waiting one, else the last one taken, else the last refused one.
 */
export function packageToShow(packages: readonly DeskPackage[], office: string): DeskPackage | undefined {
  const waiting = waitingFrom(packages, office)[0];
  if (waiting) return waiting;
  const rest = packages.filter((pack) => pack.from === office).sort((a, b) => (b.sequence ?? 0) - (a.sequence ?? 0));
  return rest.find((pack) => pack.outcome === 'received') ?? rest[0];
}

/**
 * Everything to show: the desk's packages, each once (one looked at again goes before its earlier import), and the files of the sitting
 * that cannot be taken, unless they wait on the desk by now.
 */
export function packagesOnDesk(desk: readonly DeskPackage[], sitting: readonly SittingFile[]): readonly DeskPackage[] {
  const shown = new Map<string, DeskPackage>();
  for (const pack of desk) {
    const former = shown.get(pack.stage);
    if (!former || former.outcome === 'undone') shown.set(pack.stage, pack);
  }
  const waiting = new Set(desk.filter(canWait).map((pack) => pack.file));
  const lasting = sitting.flatMap(({ desk: pack }) =>
    pack && (pack.outcome === 'refused' || pack.outcome === 'unchanged') && !shown.has(pack.stage) ? [pack] : [],
  );
  return [...shown.values(), ...lasting.filter((pack) => !waiting.has(pack.file))];
}
