import {
  ACCESS_CA_ISSUERS,
  ACCESS_OCSP,
  EXTENSION,
  extensionOf,
  type CertificateView,
} from '../certificate/index.js';
import { TAG, childrenOf, readDer, readOid, type DerNode } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** A verifier finds issuer, OCSP and CRL over http(s) in the certificate itself (GEN-4.4.1), each where it is. */
export const statusAddressesLint: Lint = {
  clause: 'F71',
  check(certificate, { addresses }) {
    const issuers = accessTo(certificate, ACCESS_CA_ISSUERS);
    const ocsp = accessTo(certificate, ACCESS_OCSP);
    const points = distributionPoints(certificate);
    return [
      ...unless(issuers.some(isHttp), 'no http address of the issuer certificate'),
      ...unless(ocsp.some(isHttp), 'no http address of OCSP'),
      ...unless(points.some(isHttp), 'no http address of the CRL'),
      ...[...issuers, ...ocsp, ...points]
        .filter((url) => !Object.values<string>({ ...addresses }).includes(url))
        .map(() => 'an address is not that of the issuing authority'),
    ];
  },
};

function accessTo(certificate: CertificateView, method: string): string[] {
  const access = extensionOf(certificate, EXTENSION.authorityInformationAccess);
  if (!access || access.critical) return [];
  return childrenOf(readDer(access.value), TAG.SEQUENCE).flatMap((description) => {
    const [type, location] = childrenOf(description, TAG.SEQUENCE);
    return readOid(type) === method ? uriOf(location) : [];
  });
}

function distributionPoints(certificate: CertificateView): string[] {
  const points = extensionOf(certificate, EXTENSION.crlDistributionPoints);
  if (!points) return [];
  return childrenOf(readDer(points.value), TAG.SEQUENCE).flatMap((point) => {
    const [name] = childrenOf(point, TAG.SEQUENCE);
    const [full] = childrenOf(name, 0xa0);
    const [uri] = childrenOf(full, 0xa0);
    return uriOf(uri);
  });
}

const uriOf = (name: DerNode | undefined): string[] =>
  name?.tag === 0x86 ? [Buffer.from(name.content).toString('latin1')] : [];

const isHttp = (url: string): boolean => /^https?:\/\/[^\s/]+\//.test(url);
