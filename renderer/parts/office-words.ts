import type { OpenedWorkspace } from '../../shared/contract/workspace-calls.ts';
import { OFFICE_WORDS } from '../../shared/office/office.ts';
import { useWorkspace } from '../app/workspace.tsx';

/** How a page speaks of the offices around the one whose ledger is open. */
export interface OfficeWords {
  /** It files to another office. */
  readonly files: boolean;
  /** Others file to it. */
  readonly receives: boolean;
  /** 省厅 or 市局: itself. */
  readonly own: string;
  /** 省厅 or 市局: whom it files to; itself at the province. */
  readonly above: string;
  /** 市 or 单位: one that files to it, behind a number 个. */
  readonly unit: string;
  /** 各市 or 各单位. */
  readonly below: string;
}

export function officeWords({ office, superior, subordinates }: OpenedWorkspace): OfficeWords {
  const unit = superior ? '单位' : '市';
  return {
    files: superior !== null,
    receives: subordinates.length > 0,
    own: OFFICE_WORDS[office.kind],
    above: OFFICE_WORDS[(superior ?? office).kind],
    unit,
    below: `各${unit}`,
  };
}

/** The words for the open workspace. */
export function useOfficeWords(): OfficeWords {
  return officeWords(useWorkspace());
}
