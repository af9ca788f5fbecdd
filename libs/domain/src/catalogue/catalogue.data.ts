import { DEMO_POLICY_ARC, FORMER_POLICY_ARC, PROFILE } from './profile.data.js';
import type { ProductVersion } from './product.js';

/** What a new installation begins with (R1, R3–R8, R13–R17, R24, R35); later versions are rows. */
export const INITIAL_CATALOGUE: readonly ProductVersion[] = [
  {
    code: 'INITIO',
    version: 2,
    name: 'Initio RGS*',
    level: 'ONE_STAR',
    medium: 'SOFTWARE',
    maxRenewals: 1,
    handover: 'EMAIL_LINK',
    paymentTrigger: 'AFTER_DOWNLOAD',
    profile: PROFILE.initioDualUse,
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: true,
  },
  {
    code: 'AUDACIO',
    version: 2,
    name: 'Audacio RGS**',
    level: 'TWO_STARS',
    medium: 'HARDWARE',
    maxRenewals: 1,
    handover: 'CCI',
    paymentTrigger: 'AT_HANDOVER',
    profile: PROFILE.audacioDualUse,
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
  {
    code: 'PROBATIO',
    version: 2,
    name: 'Probatio RGS***',
    level: 'THREE_STARS',
    medium: 'HARDWARE',
    maxRenewals: 0,
    handover: 'CCI',
    paymentTrigger: 'AT_HANDOVER',
    profile: PROFILE.probatioSignature,
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
  /** Three stars never know double use (F35): who wants both has two certificates. */
  {
    code: 'PROBATIO_AUTHENTICATION',
    version: 2,
    name: 'Probatio RGS*** authentification',
    level: 'THREE_STARS',
    medium: 'HARDWARE',
    maxRenewals: 0,
    handover: 'CCI',
    paymentTrigger: 'AT_HANDOVER',
    profile: PROFILE.probatioAuthentication,
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
];

/**
 * Version 1, as installations of before have it in rows: the same products, with policies below `FORMER_POLICY_ARC`. No
 * row is written from here; the policies that its certificates name are still explained.
 */
export const FORMER_CATALOGUE: readonly ProductVersion[] = INITIAL_CATALOGUE.map((product) => ({
  ...product,
  version: 1,
  profile: {
    ...product.profile,
    version: 1,
    policyOids: product.profile.policyOids.map((oid) => oid.replace(DEMO_POLICY_ARC, FORMER_POLICY_ARC)),
  },
}));
