import { EXTENSION, extensionOf } from '../certificate/index.js';
import { readDer, readNamedBits } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** Settings A (nonRepudiation), B (both) and C (digitalSignature) of EN 319 412-2: what a person's key may be for. */
export const keyUsageSettingLint: Lint = {
  clause: 'F70',
  check(certificate) {
    const usage = extensionOf(certificate, EXTENSION.keyUsage);
    const bits = usage ? readNamedBits(readDer(usage.value)) : [];
    return unless(['0', '1', '0,1'].includes(bits.join()), 'keyUsage is none of the settings A, B and C');
  },
};
