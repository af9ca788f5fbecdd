import { unless, type Lint } from './lint.js';

/** Three years for every product (R13, F34), the profile's duration if shorter, and within the authority's own time. */
const LONGEST_MONTHS = 36;

/** The same day some months later, or the last day of that month. */
function addMonths(at: Date, months: number): Date {
  const end = new Date(at);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return end;
}

export const validityLint: Lint = {
  clause: 'F34',
  check({ validity: { notBefore, notAfter } }, expected) {
    const months = Math.min(LONGEST_MONTHS, expected.validityMonths);
    return [
      ...unless(notBefore < notAfter, 'validity ends before it begins'),
      ...unless(notAfter <= addMonths(notBefore, months), `validity exceeds ${months} months`),
      ...unless(
        notBefore >= expected.issuerValidity.notBefore,
        'validity begins before that of the issuing authority',
      ),
      ...unless(
        notAfter <= expected.issuerValidity.notAfter,
        'validity exceeds that of the issuing authority',
      ),
    ];
  },
};
