import { AppError } from '../../../shared/errors.ts';
import type { KeyChange } from '../../../shared/exchange/key-change.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { OwnKey } from '../workspace/key-ring.ts';
import { renewKeys } from '../workspace/renew-keys.ts';
import { changePassphrase } from '../workspace/seal-keys.ts';
import { enrolCard, readCard } from './enrol-key.ts';
import { OfficeKeys } from './office-keys.ts';
import { ownKeySheet, writeOwnKeyCard } from './own-key-papers.ts';

type KeyCalls =
  | 'identity.show'
  | 'identity.unlock'
  | 'identity.set-passphrase'
  | 'identity.renew'
  | 'identity.sheet'
  | 'identity.write-card'
  | 'office-key.list'
  | 'office-key.confirm'
  | 'office-key.forget'
  | 'office-key.read-card'
  | 'office-key.enrol';

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

    'identity.sheet': () => ({ html: ownKeySheet(session().workspace) }),

    async 'identity.write-card'({ path }) {
      await writeOwnKeyCard(session().workspace, path);
      return { path };
    },

    'office-key.list'() {
      const { database, offices } = session().workspace;
      const keys = new OfficeKeys(database).list().map(({ changes, ...key }) => ({
        ...key,
        name: offices.nameOf(key.office),
        changeReason: changeReasonOf(changes),
      }));
      return { keys };
    },

    'office-key.confirm'({ office, fingerprint }) {
      const { workspace } = session();
      workspace.work({ label: '确认密钥', action: 'receive' }, (work) => {
        new OfficeKeys(workspace.database).confirm(office, fingerprint, work.at);
        work.tell('keys');
      });
      return {};
    },

    'office-key.forget'({ office, fingerprint }) {
      const { workspace } = session();
      workspace.work({ label: '删除未确认的密钥', action: 'receive' }, (work) => {
        if (!new OfficeKeys(workspace.database).forget(office, fingerprint))
          throw new AppError('KEY_UNKNOWN', '没有这个待确认的密钥，它可能已经确认或删除。');
        work.tell('keys');
      });
      return {};
    },

    async 'office-key.read-card'({ path }) {
      const { workspace } = session();
      const { card, state } = await readCard(workspace, path);
      const { changes, ...keys } = card;
      return { ...keys, name: workspace.offices.nameOf(card.office), state, changeReason: changeReasonOf(changes) };
    },

    async 'office-key.enrol'({ path, fingerprint }) {
      await enrolCard(session().workspace, path, fingerprint);
      return {};
    },
  };
}

function changeReasonOf(changes: readonly KeyChange[]) {
  return changes.at(-1)?.reason ?? null;
}

/** Each was given up when the one after it was made. */
function formerKeys(keys: readonly OwnKey[]) {
  return keys.slice(1).flatMap((key, index) => {
    const change = keys[index]?.change;
    if (!change) return [];
    return [{ fingerprint: keyFingerprint(key), madeAt: key.madeAt, endedAt: change.at, reason: change.reason }];
  });
}
