import {
  ACCESS_CA_ISSUERS,
  ACCESS_OCSP,
  EXTENSION,
  extensionOf,
  type CertificateView,
} from '../certificate/index.js';
import { TAG, childrenOf, readDer, readOid } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** A verifier finds issuer, OCSP and CRL over http(s) in the certificate itself (GEN-4.4.1). */
export const statusAddressesLint: Lint = {
  clause: 'F71',
  check(certificate) {
    return [
      ...unless(hasAccess(certificate, ACCESS_CA_ISSUERS), 'no http address of the issuer certificate'),
      ...unless(hasAccess(certificate, ACCESS_OCSP), 'no http address of OCSP'),
      ...unless(hasDistributionPoint(certificate), 'no http address of the CRL'),
    ];
  },
};

function hasAccess(certificate: CertificateView, method: string): boolean {
  const access = extensionOf(certificate, EXTENSION.authorityInformationAccess);
  if (!access || access.critical) return false;
  return childrenOf(readDer(access.value), TAG.SEQUENCE).some((description) => {
    const [type, location] = childrenOf(description, TAG.SEQUENCE);
    return readOid(type) === method && location?.tag === 0x86 && isHttp(location.content);
  });
}

function hasDistributionPoint(certificate: CertificateView): boolean {
  const points = extensionOf(certificate, EXTENSION.crlDistributionPoints);
  if (!points) return false;
  return childrenOf(readDer(points.value), TAG.SEQUENCE).some((point) => {
    const [name] = childrenOf(point, TAG.SEQUENCE);
    const [full] = childrenOf(name, 0xa0);
    const [uri] = childrenOf(full, 0xa0);
    return uri?.tag === 0x86 && isHttp(uri.content);
  });
}

const isHttp = (octets: Uint8Array): boolean =>
  /^https?:\/\/[^\s/]+\//.test(Buffer.from(octets).toString('latin1'));
