import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface EvidenceStore {
  /** The evidence stands beside the record. */
  readonly beside: boolean;
  /** The file that is wanted; the first where the record has no such file. */
  readonly file: string | null;
}

/** Whether evidence is looked at beside the record; kept from start to start. */
export const useEvidenceStore = create<EvidenceStore>()(
  persist((): EvidenceStore => ({ beside: false, file: null }), {
    name: 'review-evidence',
    partialize: ({ beside }) => ({ beside }),
  }),
);

export function showEvidence(file: string): void {
  useEvidenceStore.setState({ beside: true, file });
}

export function toggleEvidence(): void {
  useEvidenceStore.setState(({ beside }) => ({ beside: !beside }));
}
