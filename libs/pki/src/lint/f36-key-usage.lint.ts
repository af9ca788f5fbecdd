import { EXTENSION, extensionOf, keyUsageBits } from '../certificate/index.js';
import { TAG, childrenOf, readDer, readNamedBits, readOid } from '../der/index.js';
import { sameMembers, unless, type Lint } from './lint.js';

/** keyUsage critical, with exactly the bits of the profile's usages; purposes exactly those of the profile. */
export const keyUsageLint: Lint = {
  clause: 'F36',
  check(certificate, expected) {
    const usage = extensionOf(certificate, EXTENSION.keyUsage);
    if (!usage) return ['keyUsage is missing'];
    const bits = readNamedBits(readDer(usage.value));
    const extended = extensionOf(certificate, EXTENSION.extendedKeyUsage);
    const purposes = extended ? childrenOf(readDer(extended.value), TAG.SEQUENCE).map(readOid) : [];
    return [
      ...unless(usage.critical, 'keyUsage is not critical'),
      ...unless(bits.length > 0, 'keyUsage has no bit'),
      ...unless(sameMembers(bits, keyUsageBits(expected.usages)), 'keyUsage is not that of the usages'),
      ...unless(
        sameMembers(purposes, expected.extendedKeyUsageOids),
        'extendedKeyUsage is not that of the profile',
      ),
    ];
  },
};
