import type { CertificateProfile } from './product.js';

/** Arc of the demonstration policies, below the enterprise number for documentation (RFC 5612): nobody's OID is claimed (D14). */
export const DEMO_POLICY_ARC = '1.3.6.1.4.1.32473.1';

/**
 * Arc of the policies of version 1, of a UUID (ITU-T X.667). GnuTLS and NSS can't read an element of 128 bits, so no new
 * profile is below it; what was ordered and issued with version 1 keeps it (I-32).
 */
export const FORMER_POLICY_ARC = '2.25.286124171391146423106353216932183740203';

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/**
 * Certificate profiles, one object per version. An order carries the whole object (I-32), so a version is never edited:
 * a change is the next version. The subject is the same in all (F37, D23); the family follows from the usages.
 */
export const PROFILE = {
  initioDualUse: {
    code: 'initio-dual-use',
    version: 2,
    usages: ['AUTHENTICATION', 'SIGNATURE'],
    policyOids: [`${DEMO_POLICY_ARC}.1.1`],
    validityMonths: 36,
    extendedKeyUsageOids: [CLIENT_AUTHENTICATION, EMAIL_PROTECTION],
  },
  audacioDualUse: {
    code: 'audacio-dual-use',
    version: 2,
    usages: ['AUTHENTICATION', 'SIGNATURE'],
    policyOids: [`${DEMO_POLICY_ARC}.2.1`],
    validityMonths: 36,
    extendedKeyUsageOids: [CLIENT_AUTHENTICATION, EMAIL_PROTECTION],
  },
  /** Three stars: one certificate per usage (F35). */
  probatioSignature: {
    code: 'probatio-signature',
    version: 2,
    usages: ['SIGNATURE'],
    policyOids: [`${DEMO_POLICY_ARC}.3.1`],
    validityMonths: 36,
    extendedKeyUsageOids: [EMAIL_PROTECTION],
  },
  probatioAuthentication: {
    code: 'probatio-authentication',
    version: 2,
    usages: ['AUTHENTICATION'],
    policyOids: [`${DEMO_POLICY_ARC}.3.2`],
    validityMonths: 36,
    extendedKeyUsageOids: [CLIENT_AUTHENTICATION],
  },
} as const satisfies Readonly<Record<string, CertificateProfile>>;
