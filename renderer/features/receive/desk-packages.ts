import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';

/** The packages of one office that wait to be taken, in the order of their numbers. */
export function waitingFrom(packages: readonly DeskPackage[], office: string): readonly DeskPackage[] {
  return packages
    .filter((pack) => pack.from === office && pack.outcome === 'pending')
    .sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
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
 * Everything to show: the desk's packages, each once (one looked at again goes before its earlier import), and the
 * files refused in this sitting unless they wait on the desk by now.
 */
export function packagesOnDesk(desk: readonly DeskPackage[], refused: readonly DeskPackage[]): readonly DeskPackage[] {
  const shown = new Map<string, DeskPackage>();
  for (const pack of desk) {
    if (shown.get(pack.stage)?.outcome !== 'pending') shown.set(pack.stage, pack);
  }
  const waiting = new Set(desk.filter((pack) => pack.outcome === 'pending').map((pack) => pack.file));
  return [...shown.values(), ...refused.filter((pack) => !waiting.has(pack.file))];
}
