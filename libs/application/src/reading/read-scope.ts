import { permit, type Act, type Permitted, type Standing } from '@mandataire/domain/permission';
import type { Requester } from '../permission/index.js';
import { forbidden } from '../refusal/index.js';
import type { ReadScope } from './reading.port.js';

/** The rows that `act` opens to this requester. @throws FORBIDDEN. */
export function readScope(act: Act, requester: Requester, standing: Standing, now: Date): ReadScope {
  const permitted = permit(act, standing);
  if (!permitted) throw forbidden();
  if (permitted.scope === 'PLATFORM')
    return { kind: platformKind(permitted), accountId: requester.accountId, now };
  if (requester.tenantId === null) throw forbidden('NO_ACTIVE_COMPANY');
  const { tenantId, accountId } = requester;
  if (permitted.scope === 'OWN') return { kind: 'OWN', tenantId, accountId };
  const { establishments } = permitted;
  return establishments.length === 0
    ? { kind: 'COMPANY', tenantId }
    : { kind: 'COMPANY', tenantId, within: { establishments, accountId } };
}

const platformKind = ({ role }: Permitted): 'REGISTRATION' | 'SALES' | 'AUDIT' => {
  if (role === 'SALES') return 'SALES';
  return role === 'AUDITOR' ? 'AUDIT' : 'REGISTRATION';
};
