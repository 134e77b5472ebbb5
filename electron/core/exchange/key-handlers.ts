import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { OwnKey } from '../workspace/key-ring.ts';
import { renewKeys } from '../workspace/renew-keys.ts';
import { changePassphrase } from '../workspace/seal-keys.ts';
import { OfficeKeys } from './office-keys.ts';

type KeyCalls =
  | 'identity.show'
  | 'identity.unlock'
  | 'identity.set-passphrase'
  | 'identity.renew'
  | 'office-key.list'
  | 'office-key.confirm';

/** The office's own keys and those of the others. */
export function keyHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, KeyCalls> {
  return {
    'identity.show'() {
      const { keys, office } = session().workspace;
      const { ageRecipient, minisignPublicKey, madeAt } = keys.current();
      return {
        office: office.code,
        ageRecipient,
        minisignPublicKey,
        fingerprint: keyFingerprint({ ageRecipient, minisignPublicKey }),
        madeAt,
        protection: keys.protection,
        former: formerKeys(keys.list()),
      };
    },

    async 'identity.unlock'({ passphrase }) {
      const { workspace } = session();
      await workspace.keys.unlock(passphrase);
      workspace.tell('keys');
      return {};
    },

    'identity.set-passphrase'({ present, next }) {
      const { workspace } = session();
      return runner.run(
        '正在加封密钥',
        async () => {
          const { unsealedBackups } = await changePassphrase(workspace, present, next);
          return { unsealedBackups: [...unsealedBackups] };
        },
        false,
      );
    },

    async 'identity.renew'({ reason }) {
      const { workspace } = session();
      await renewKeys(workspace, reason);
      return { fingerprint: keyFingerprint(workspace.keys.current()) };
    },

    'office-key.list'() {
      const { database, offices } = session().workspace;
      return { keys: new OfficeKeys(database).list().map((key) => ({ ...key, name: offices.nameOf(key.office) })) };
    },

    'office-key.confirm'({ office, fingerprint }) {
      const { workspace } = session();
      workspace.work({ label: '确认密钥', action: 'receive' }, (work) => {
        new OfficeKeys(workspace.database).confirm(office, fingerprint, work.at);
        work.tell('keys');
      });
      return {};
    },
  };
}

/** Each was given up when the one after it was made. */
function formerKeys(keys: readonly OwnKey[]) {
  return keys.slice(1).flatMap((key, index) => {
    const change = keys[index]?.change;
    if (!change) return [];
    return [{ fingerprint: keyFingerprint(key), madeAt: key.madeAt, endedAt: change.at, reason: change.reason }];
  });
}
