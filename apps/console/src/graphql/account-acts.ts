import { request } from './client.js';
import { VIEWER_FIELDS } from './fragments.js';
import { operation } from './operation.js';
import type { AccountEvent, OpenSession } from './schema-security.js';
import type { Viewer } from './schema.js';

const SESSIONS = operation('query Sessions { sessions { id current device createdAt lastSeenAt } }');

export const fetchSessions = async (): Promise<readonly OpenSession[]> =>
  (await request<{ sessions: readonly OpenSession[] }>(SESSIONS)).sessions;

const ACCOUNT_EVENTS = operation('query AccountEvents { accountEvents { id name at facts { name value } } }');

export const fetchAccountEvents = async (): Promise<readonly AccountEvent[]> =>
  (await request<{ accountEvents: readonly AccountEvent[] }>(ACCOUNT_EVENTS)).accountEvents;

const END_SESSION = operation('mutation EndSession($input: EndSessionInput!) { endSession(input: $input) }');

export const endSession = (sessionId: string): Promise<object> =>
  request(END_SESSION, { input: { sessionId } });

const END_OTHER_SESSIONS = operation('mutation EndOtherSessions { endOtherSessions }');

export const endOtherSessions = (): Promise<object> => request(END_OTHER_SESSIONS);

const CHANGE_PASSWORD = operation(
  `mutation ChangePassword($input: ChangePasswordInput!) { viewer: changePassword(input: $input) { ${VIEWER_FIELDS} } }`,
);

/** All other sessions end. */
export const changePassword = async (input: { current: string; next: string }): Promise<Viewer> =>
  (await request<{ viewer: Viewer }>(CHANGE_PASSWORD, { input }, { renewsSession: true })).viewer;

const RENEW_RECOVERY_CODES = operation('mutation RenewRecoveryCodes { renewRecoveryCodes }');

export const renewRecoveryCodes = async (): Promise<readonly string[]> =>
  (await request<{ renewRecoveryCodes: readonly string[] }>(RENEW_RECOVERY_CODES)).renewRecoveryCodes;

const REQUEST_EMAIL_CHANGE = operation(
  'mutation RequestEmailChange($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }',
);

/** The link goes to the new address; nothing changes before it is followed. */
export const requestEmailChange = (email: string): Promise<object> =>
  request(REQUEST_EMAIL_CHANGE, { input: { email } });
