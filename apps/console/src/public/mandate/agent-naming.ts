import { nameAgent, type AgentNaming, type Mandate } from '@mandataire/domain/mandate';
import type { AgentNamingInput } from '../../graphql/mandate-links.js';
import type { Faults } from '../../ui/use-fields.js';

const UNSIGNED = { state: 'AWAITING_SIGNATURES', representativeSignedAt: null } as Mandate;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The rule that the server applies (D12), asked before anything is sent. */
export function namingFaults(naming: AgentNamingInput, now: Date): Faults {
  const decided = nameAgent(UNSIGNED, naming as AgentNaming, now);
  const faults = !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
  const dates = Object.fromEntries(
    (['startsOn', 'endsOn'] as const).filter((name) => naming[name] === '').map((name) => [name, 'REQUIRED']),
  );
  const email = EMAIL.test(naming.agentEmail.trim()) ? {} : { agentEmail: 'NOT_AN_EMAIL' };
  return { ...faults, ...email, ...dates };
}
