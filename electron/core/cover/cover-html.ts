/** What a cover sheet says of its package. */
export interface CoverData {
  readonly kind: 'submission' | 'reply' | 'baseline' | 'full';
  readonly from: string;
  readonly fromName: string;
  readonly to: string | null;
  readonly toName: string;
  readonly plan: string;
  readonly period: string | null;
  readonly periodLabel: string;
  readonly sequence: number;
  readonly fingerprint: string;
  /** Fingerprint of the sender's keys: what the receiver compares when it sees them for the first time. */
  readonly keyFingerprint: string;
  readonly registers: readonly { readonly label: string; readonly measure: string; readonly count: number; readonly nilReason: string | null }[];
  readonly narratives: number;
  readonly evidence: number;
  readonly officer: string;
  /** ISO moment. */
  readonly at: string;
}

/** PLACEHOLDER until the real one of this name lands. */
export function coverHtml(data: CoverData): string {
  return `<!doctype html><p>${data.fingerprint}</p>`;
}
