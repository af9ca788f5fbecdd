import type { ProductVersion } from './product.js';

/** Arc of the demonstration policies: a UUID-based arc (ITU-T X.667), so that no one else's OID is claimed (D14). */
const DEMO_POLICY_ARC = '2.25.286124171391146423106353216932183740203';

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/** First version of the catalogue (R1, R3–R8, R13–R17, R35); later versions are rows. */
export const INITIAL_CATALOGUE: readonly ProductVersion[] = [
  {
    code: 'INITIO',
    version: 1,
    name: 'Initio RGS*',
    level: 'ONE_STAR',
    medium: 'SOFTWARE',
    maxRenewals: 1,
    handover: 'EMAIL_LINK',
    paymentTrigger: 'AFTER_DOWNLOAD',
    profile: {
      code: 'initio-dual-use',
      version: 1,
      usages: ['AUTHENTICATION', 'SIGNATURE'],
      policyOids: [`${DEMO_POLICY_ARC}.1.1`],
      validityMonths: 36,
      extendedKeyUsageOids: [CLIENT_AUTHENTICATION, EMAIL_PROTECTION],
    },
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: true,
  },
  {
    code: 'AUDACIO',
    version: 1,
    name: 'Audacio RGS**',
    level: 'TWO_STARS',
    medium: 'HARDWARE',
    maxRenewals: 1,
    handover: 'CCI',
    paymentTrigger: 'AT_HANDOVER',
    profile: {
      code: 'audacio-dual-use',
      version: 1,
      usages: ['AUTHENTICATION', 'SIGNATURE'],
      policyOids: [`${DEMO_POLICY_ARC}.2.1`],
      validityMonths: 36,
      extendedKeyUsageOids: [CLIENT_AUTHENTICATION, EMAIL_PROTECTION],
    },
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
  {
    code: 'PROBATIO',
    version: 1,
    name: 'Probatio RGS***',
    level: 'THREE_STARS',
    medium: 'HARDWARE',
    maxRenewals: 0,
    handover: 'CCI',
    paymentTrigger: 'AT_HANDOVER',
    profile: {
      code: 'probatio-signature',
      version: 1,
      usages: ['SIGNATURE'],
      policyOids: [`${DEMO_POLICY_ARC}.3.1`],
      validityMonths: 36,
      extendedKeyUsageOids: [EMAIL_PROTECTION],
    },
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
];
