import { z } from 'zod';
import { ruleSettings } from '../../../shared/check/rule-setting.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import type { Session } from '../session.ts';
import { OfficeKeys } from './office-keys.ts';
import type { PackagePlan } from './package-plan.ts';

/** `data/baseline.json` of a 下发 package: the plan with its targets, and the offices with the keys known of them. */
export const baselineSchema = z.looseObject({
  plan,
  offices: z.array(
    z.looseObject({
      code: z.string().regex(/^\d{6}$/),
      name: z.string(),
      /** The office it files to; absent in packages of older versions. */
      superior: z.string().nullable().optional(),
      keys: z.looseObject({ ageRecipient: z.string(), minisignPublicKey: z.string() }).nullable(),
    }),
  ),
  /** The province's say about the rules; absent in packages of older versions. */
  rules: ruleSettings.optional(),
});

export type Baseline = z.infer<typeof baselineSchema>;

/** The plan of a 下发: signed by the office that sends it, readable by everybody. It names this office, those above it and those that file here. */
export function planBaseline(session: Session): PackagePlan {
  const { workspace } = session;
  return {
    kind: 'baseline',
    to: null,
    period: null,
    label: '传出下发包',
    base: null,
    fill(_work, text) {
      const keys = new OfficeKeys(workspace.database);
      const { office, subordinates } = workspace;
      const above = workspace.offices.superiorsOf(office.code);
      const offices = [...above, office, ...subordinates].map(({ code, name, superior }) => {
        // Offices below a city have nothing to send one another.
        const key = workspace.superior ? undefined : keys.current(code);
        const known =
          key && key.state === 'confirmed'
            ? { ageRecipient: key.ageRecipient, minisignPublicKey: key.minisignPublicKey }
            : null;
        return { code, name, superior, keys: known };
      });
      const { settings } = session.ledger.checks.book;
      const baseline: Baseline = { plan: workspace.plan, offices, rules: settings };
      text.line('baseline.json', canonicalJson(baseline as unknown as CanonicalValue));
      return { counts: {}, news: {}, evidence: [], nilReports: [] };
    },
  };
}
