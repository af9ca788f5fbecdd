import type { OpenedSession, Session } from '@mandataire/application/account';
import { factorFreshUntil } from '@mandataire/domain/account';
import { needsStepUp } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import type { RequestContext } from '../graphql/request-context.js';
import type { LoginResult, ViewerNode } from './account.graphql.js';

/** The signed-in person as the console sees him. */
export async function viewerNode(
  platform: ApiPlatform,
  session: Session,
  api: RequestContext,
): Promise<ViewerNode> {
  const [{ accountId, activeCompanyId, ...viewer }, factors] = await Promise.all([
    platform.viewers.viewer(session, api.now),
    platform.accounts.factors(session.accountId),
  ]);
  return {
    ...viewer,
    ...factors,
    id: accountId,
    activeCompany: viewer.companies.find(({ id }) => id === activeCompanyId) ?? null,
    stepUpPermissions: viewer.permissions.filter(needsStepUp),
    factorFreshUntil: session.factorAt && factorFreshUntil(session.factorAt),
    demo: platform.settings.demo,
  };
}

const STEP_OF = {
  PENDING_FACTOR: 'TOTP_REQUIRED',
  PENDING_ENROLMENT: 'ENROLMENT_REQUIRED',
  OPEN: 'SIGNED_IN',
} as const;

/** Gives the browser its session; what comes next is asked in its name. */
export async function enter(
  platform: ApiPlatform,
  opened: OpenedSession,
  api: RequestContext,
): Promise<LoginResult> {
  api.enter(opened);
  const step = STEP_OF[opened.session.state];
  return { step, viewer: step === 'SIGNED_IN' ? await entered(platform, api) : null };
}

/** The viewer of the session that this request has just got. */
export const entered = async (platform: ApiPlatform, api: RequestContext): Promise<ViewerNode> =>
  viewerNode(platform, await api.openSession(), api);
