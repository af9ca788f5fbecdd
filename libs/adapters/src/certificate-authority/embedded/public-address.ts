import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { EXTENSION, describeCertificate } from '@mandataire/pki';
import { rootAddresses } from './settings.js';

/** The public address of this process isn't the one that the authority's certificates name: verifiers would refuse it all. */
export class OtherPublicAddressError extends Error {
  override readonly name = 'OtherPublicAddressError';
  constructor(name: string, given: string) {
    super(`PKI_BASE_URL=${given} is not the address in the certificate of ${name}: nothing is signed`);
  }
}

/** Where certificate and list of the root are, as the certificate of an issuing authority says it. */
const rootListOf = (der: Uint8Array): string | undefined =>
  describeCertificate(der).extensions.find(({ oid }) => oid === EXTENSION.crlDistributionPoints)?.values[0]
    ?.value;

/** The list of an issuing authority is beside the root's. Undefined when its certificate names no address. */
export function listAddressOf({ der, name }: Pick<AuthorityCertificate, 'der' | 'name'>): string | undefined {
  return rootListOf(der)?.replace(/[^/]*$/, `${name}.crl`);
}

/** @throws OtherPublicAddressError */
export function checkPublicAddress(known: readonly AuthorityCertificate[], pkiBaseUrl: string): void {
  const root = known.find(({ kind }) => kind === 'ROOT');
  for (const { kind, name, der } of known) {
    if (kind !== 'ISSUING' || !root) continue;
    const registered = rootListOf(der);
    if (registered !== undefined && registered !== rootAddresses(pkiBaseUrl, root.name).crl)
      throw new OtherPublicAddressError(name, pkiBaseUrl);
  }
}
