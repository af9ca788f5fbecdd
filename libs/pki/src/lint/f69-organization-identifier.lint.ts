import { valuesOf } from '../name/index.js';
import { unless, type Lint } from './lint.js';

/** organizationIdentifier is NTRFR-SIREN (LEG-5.1.4) and isn't the organisation's name. */
export const organizationIdentifierLint: Lint = {
  clause: 'F69',
  check({ subject }, expected) {
    const [identifier] = valuesOf(subject, 'organizationIdentifier');
    return [
      ...unless(/^\d{9}$/.test(expected.siren), 'SIREN is not nine digits'),
      ...unless(identifier === `NTRFR-${expected.siren}`, 'organizationIdentifier is not NTRFR-SIREN'),
      ...unless(
        !valuesOf(subject, 'organizationName').includes(identifier ?? ''),
        'organizationIdentifier repeats O',
      ),
    ];
  },
};
