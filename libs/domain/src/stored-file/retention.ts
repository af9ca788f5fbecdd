import type { AssuranceLevel } from '../catalogue/index.js';
import { addMonths, dateInParis, type CalendarDate } from '../time/index.js';

/** D7, by level; F66 asks for seven years at least, whatever the level. */
const YEARS: Readonly<Record<AssuranceLevel, number>> = {
  NONE: 7,
  ONE_STAR: 7,
  TWO_STARS: 7,
  THREE_STARS: 10,
};

/**
 * The day until which the registration file of a certificate is kept (D7, F66, I-26). One that is revoked keeps its
 * evidence as long as one that is not: later than need be, never earlier.
 */
export const keptUntil = (level: AssuranceLevel, certificateEnds: Date): CalendarDate =>
  addMonths(dateInParis(certificateEnds), YEARS[level] * 12);
