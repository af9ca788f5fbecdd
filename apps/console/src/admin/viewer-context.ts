import type { Act } from '@mandataire/domain/permission';
import { createContext, useContext } from 'react';
import type { Viewer } from '../graphql/schema.js';

export interface ConsoleSession {
  readonly viewer: Viewer;
  /** The viewer of the new session after a switch of company. */
  readonly onSwitch: (viewer: Viewer) => void;
  readonly onLeave: () => void;
}

const SessionContext = createContext<ConsoleSession | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

export function useConsoleSession(): ConsoleSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside the console');
  return session;
}

export const useViewer = (): Viewer => useConsoleSession().viewer;

export const may = (viewer: Viewer, act: Act): boolean => viewer.permissions.includes(act);

/** Whether this person may try the act; the server decides again each time. */
export const useMay = (act: Act): boolean => may(useViewer(), act);

/** A holder sees his own certificates and requests only, and they are called so. */
export const seesOnlyOwn = (viewer: Viewer): boolean =>
  may(viewer, 'certificate.read') && !may(viewer, 'fleet.read') && !may(viewer, 'order.review');
