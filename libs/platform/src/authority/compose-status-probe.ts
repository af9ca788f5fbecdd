import { listAddressOf } from '@mandataire/adapters/certificate-authority';
import { HttpStatusProbe, type ProbedAuthority } from '@mandataire/adapters/status-probe';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { Clock } from '@mandataire/application/clock';

interface ProbeSettings {
  readonly STATUS_URL?: string | undefined;
  readonly PKI_BASE_URL: string;
}

/** Asks the public status service, at its address from here where it has one besides the public one. */
export const composeStatusProbe = (
  config: ProbeSettings,
  register: AuthorityRegister,
  clock: Clock,
): HttpStatusProbe =>
  new HttpStatusProbe({
    statusUrl: config.STATUS_URL ?? config.PKI_BASE_URL,
    authority: (issuerId) => issuingAuthority(register, issuerId),
    clock,
  });

async function issuingAuthority(register: AuthorityRegister, issuerId: string): Promise<ProbedAuthority> {
  const certificate = (await register.authorityCertificates()).find(({ id }) => id === issuerId);
  if (!certificate) throw new Error(`the register has no issuing authority ${issuerId}`);
  return { ...certificate, listAddress: listAddressOf(certificate) };
}
