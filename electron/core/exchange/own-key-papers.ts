import { writeFile } from 'node:fs/promises';
import { formatKeyCard } from '../../../shared/exchange/key-card.ts';
import { KEY_CHANGE_LABELS } from '../../../shared/exchange/key-change.ts';
import { keySheetHtml } from '../cover/key-sheet-html.ts';
import { dayOf, today } from '../environment.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The printable sheet of the office's public keys, with places for signature and seal. */
export function ownKeySheet({ keys, office, plan, officer, environment }: Workspace): string {
  const [current, former] = keys.list();
  if (!current) throw new Error('this workspace has no keys');
  return keySheetHtml({
    office: { code: office.code, name: office.name },
    planName: plan.name,
    officer,
    ageRecipient: current.ageRecipient,
    minisignPublicKey: current.minisignPublicKey,
    fingerprint: keyFingerprint(current),
    since: dayOf(current.madeAt),
    change:
      current.change && former
        ? { reason: KEY_CHANGE_LABELS[current.change.reason], former: keyFingerprint(former) }
        : null,
    date: today(environment),
  });
}

/** Writes the office's public keys as a card for other offices. */
export async function writeOwnKeyCard({ keys, office }: Workspace, file: string): Promise<void> {
  const current = keys.current();
  const card = formatKeyCard({
    office: office.code,
    name: office.name,
    ageRecipient: current.ageRecipient,
    minisignPublicKey: current.minisignPublicKey,
    fingerprint: keyFingerprint(current),
    changes: keys.changes(),
  });
  await writeFile(file, card, { flush: true });
}
