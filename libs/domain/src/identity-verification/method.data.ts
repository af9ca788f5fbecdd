import type { AssuranceLevel } from '../catalogue/index.js';

/**
 * How an identity can be verified (F13, F72): in each other's presence; by a request that the person signs with a valid
 * certificate; by a file with a copy of the document that the person certifies; by what an administration's register has.
 */
export type VerificationMethod =
  'FACE_TO_FACE' | 'SIGNED_REQUEST' | 'CERTIFIED_COPY' | 'ADMINISTRATIVE_RECORD';

/** Which levels a method reaches at most. A signed request reaches no more than the certificate that signed it. */
export const METHOD_REACHES: Readonly<Record<VerificationMethod, AssuranceLevel>> = {
  FACE_TO_FACE: 'THREE_STARS',
  SIGNED_REQUEST: 'TWO_STARS',
  CERTIFIED_COPY: 'ONE_STAR',
  ADMINISTRATIVE_RECORD: 'ONE_STAR',
};

export const VERIFICATION_METHODS = Object.keys(METHOD_REACHES) as readonly VerificationMethod[];

/** From the least to the most. A certificate without a star asks for what Audacio asks for (D2). */
const RANK: Readonly<Record<AssuranceLevel, number>> = { ONE_STAR: 1, NONE: 2, TWO_STARS: 2, THREE_STARS: 3 };

/** Whether a verification that holds up to `held` carries a certificate of this level (F13, I-8). */
export const reachesLevel = (held: AssuranceLevel, asked: AssuranceLevel): boolean =>
  RANK[held] >= RANK[asked];

/** Up to which a verification must hold to carry a certificate of this level. */
export const levelsReaching = (asked: AssuranceLevel): AssuranceLevel[] =>
  (Object.keys(RANK) as AssuranceLevel[]).filter((held) => reachesLevel(held, asked));

/** The lower one of two. */
export const lowerLevel = (one: AssuranceLevel, other: AssuranceLevel): AssuranceLevel =>
  RANK[one] <= RANK[other] ? one : other;
