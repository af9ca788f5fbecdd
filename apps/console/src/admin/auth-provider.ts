import type { AuthProvider } from 'react-admin';
import type { Viewer } from '../graphql/schema.js';

/**
 * What react-admin asks about the session. Login and logout are outside the console (login/session-gate.tsx): the console
 * exists only while a session does, and an answer UNAUTHENTICATED closes it there.
 */
export const authProviderOf = (viewer: Viewer): AuthProvider => ({
  login: () => Promise.resolve(),
  logout: () => Promise.resolve(false),
  checkAuth: () => Promise.resolve(),
  // Resolved for every error: the gate has already taken over when the session is gone.
  checkError: () => Promise.resolve(),
  getIdentity: () => Promise.resolve({ id: viewer.id, fullName: viewer.displayName }),
  getPermissions: () => Promise.resolve(viewer.permissions),
});
