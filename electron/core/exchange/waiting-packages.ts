import path from 'node:path';
import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { Session } from '../session.ts';
import { ReceivedPackages } from './received-packages.ts';
import { Stage } from './stage.ts';

/** Where examined packages wait. */
export function stagingFolder(session: Session): string {
  return path.join(session.workspace.folder, 'staging');
}

export interface WaitingPackage {
  readonly fingerprint: string;
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
}

/** Examined packages that were neither taken nor laid aside; one that was taken earlier waits for nothing. */
export function waitingManifests(session: Session): readonly WaitingPackage[] {
  const folder = stagingFolder(session);
  const received = new ReceivedPackages(session.workspace.database);
  return Stage.list(folder).flatMap((fingerprint): WaitingPackage[] => {
    if (received.get(fingerprint)?.outcome === 'received') return [];
    const stage = Stage.open(folder, fingerprint);
    if (!stage) return [];
    try {
      return [{ fingerprint, ...stage.head() }];
    } finally {
      stage.close();
    }
  });
}
