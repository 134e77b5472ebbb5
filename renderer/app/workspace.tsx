import { createContext, type ReactNode, useContext } from 'react';
import type { OpenedWorkspace } from '../../shared/contract/workspace-calls.ts';
import { keepOffices } from '../parts/office-name.ts';

const Opened = createContext<OpenedWorkspace | null>(null);

/** Gives the open workspace to everything inside the frame. */
export function WorkspaceProvider({
  opened,
  children,
}: {
  readonly opened: OpenedWorkspace;
  readonly children: ReactNode;
}) {
  keepOffices(opened.offices);
  return <Opened value={opened}>{children}</Opened>;
}

/** The open workspace: office, officer, plan, period, today. Only inside the frame. */
export function useWorkspace(): OpenedWorkspace {
  const opened = useContext(Opened);
  if (!opened) throw new Error('useWorkspace outside the frame');
  return opened;
}
