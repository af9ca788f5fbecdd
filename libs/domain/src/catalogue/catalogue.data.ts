import { PROFILE } from './profile.data.js';
import type { ProductVersion } from './product.js';

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
    profile: PROFILE.initioDualUse,
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
    profile: PROFILE.audacioDualUse,
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
    profile: PROFILE.probatioSignature,
    verificationMaxAge: { days: 90 },
    linkValidity: { days: 15 },
    orderable: false,
  },
];
