import { valuesOf } from '../name/index.js';
import { unless, type Lint } from './lint.js';

/** Types of EN 319 412-1 NAT-5.1.3, and national ones written `XX:`. */
const ETSI_SEMANTICS = /^(PAS|IDC|PNO|TIN|TAX|EID|[A-Z]{2}:)[A-Z]{2}-/;

/** The subject's serialNumber tells nothing of the person and claims no ETSI semantics. */
export const opaqueSerialNumberLint: Lint = {
  clause: 'D23',
  check({ subject }, expected) {
    const [value = ''] = valuesOf(subject, 'serialNumber');
    return [
      ...unless(!ETSI_SEMANTICS.test(value), 'serialNumber has ETSI semantics'),
      ...unless(!value.includes('@') && !value.includes(expected.email), 'serialNumber holds an e-mail'),
      // A French social security number: sex, year, month, place, order, perhaps its key.
      ...unless(!/^[12]\d{2}(0[1-9]|1[0-2])\d{8}(\d{2})?$/.test(value), 'serialNumber looks like a NIR'),
    ];
  },
};
