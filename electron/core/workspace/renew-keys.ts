import { type KeyChange, type KeyChangeReason, keyChangeText } from '../../../shared/exchange/key-change.ts';
import { OFFICE_KEY } from '../ledger/history-store.ts';
import { signMinisign } from '../package/minisign.ts';
import { createIdentity, keyFingerprint } from './identity.ts';
import { signerFor } from './key-file.ts';
import { withKeys } from './key-ring.ts';
import type { Workspace } from './workspace.ts';

/**
 * Makes new keys for the office. The former ones stay beside them, for packages written to them; the change is stated, signed by the
 * former key, in every package from now on. Keys whose passphrase is forgotten stay sealed, the new ones lie without one, and nobody
 * signs the change. Error: `KEYS_LOCKED` unless the keys are given up as lost.
 */
export async function renewKeys(workspace: Workspace, reason: KeyChangeReason): Promise<void> {
  const { keys, environment, office } = workspace;
  const former = keys.current();
  const forgotten = reason === 'lost' && keys.protection === 'locked';
  const file = forgotten ? null : keys.openFile();
  const signer = forgotten ? undefined : signerFor(keys.privateKeys(), former.minisignPublicKey);
  const identity = await createIdentity(environment);
  const stated = {
    from: former.minisignPublicKey,
    to: { ageRecipient: identity.ageRecipient, minisignPublicKey: identity.minisignPublicKey },
    reason,
    at: environment.now().toISOString(),
  };
  const text = Buffer.from(keyChangeText(office.code, stated));
  const signature = signer ? signMinisign(text, signer, `office=${office.code} key change`) : null;
  const change: KeyChange = { ...stated, signature };
  const next = file && (await withKeys(file, identity));
  const adopted = workspace.work({ label: '更换密钥', action: 'edit' }, (work) => {
    keys.add(identity, work.at, change);
    if (next) keys.keep(next);
    const fields = { before: keyFingerprint(former), after: keyFingerprint(identity) };
    work.note({ register: OFFICE_KEY, record: office.code, changes: [{ field: OFFICE_KEY, ...fields }] });
    work.tell('keys');
    return next ?? keys.begin(identity);
  });
  keys.adopt(adopted);
}
