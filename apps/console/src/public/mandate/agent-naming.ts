import { nameAgent, type AgentNaming, type Mandate } from '@mandataire/domain/mandate';
import { normaliseSirets } from '@mandataire/domain/tenant';
import type { AgentNamingInput } from '../../graphql/mandate-links.js';
import { internationalPhone, phoneFaults } from '../../ui/phone.js';
import type { Faults } from '../../ui/use-fields.js';

const UNSIGNED = { state: 'AWAITING_SIGNATURES', representativeSignedAt: null } as Mandate;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The form's text for establishments: one a line, or parted by commas. */
export type NamingValues = Omit<AgentNamingInput, 'establishments' | 'agentPhone'> & {
  readonly establishments: string;
  readonly agentPhone: string;
};

/** What is named of him, his telephone apart. */
export const scopeOf = <T extends Pick<NamingValues, 'establishments'>>(values: T) => ({
  ...values,
  establishments: normaliseSirets(values.establishments.split(/[,;\n]/u)),
});

export const namingOf = (values: NamingValues): AgentNamingInput => ({
  ...scopeOf(values),
  agentPhone: internationalPhone(values.agentPhone) || null,
});

/** The rule that the server applies (D12), asked before anything is sent. */
export function namingFaults(naming: AgentNamingInput, siren: string, now: Date): Faults {
  const decided = nameAgent(UNSIGNED, naming as AgentNaming, siren, now);
  const faults = !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
  const dates = Object.fromEntries(
    (['startsOn', 'endsOn'] as const).filter((name) => naming[name] === '').map((name) => [name, 'REQUIRED']),
  );
  const email = EMAIL.test(naming.agentEmail.trim()) ? {} : { agentEmail: 'NOT_AN_EMAIL' };
  const { phone } = phoneFaults(naming.agentPhone ?? '');
  return { ...faults, ...email, ...dates, ...(phone === undefined ? {} : { agentPhone: phone }) };
}
