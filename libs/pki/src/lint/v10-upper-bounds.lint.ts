import { EMAIL_UPPER_BOUND, UPPER_BOUND } from '../name/index.js';
import { EXTENSION, extensionOf } from '../certificate/index.js';
import { TAG, childrenOf, readDer } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** RFC 5280 appendix A.1, in characters, not octets. */
export const upperBoundsLint: Lint = {
  clause: 'V10',
  check(certificate) {
    const names = extensionOf(certificate, EXTENSION.subjectAlternativeName);
    const emails = names ? childrenOf(readDer(names.value), TAG.SEQUENCE) : [];
    return [
      ...certificate.subject
        .filter(({ name, value }) => name && [...value].length > UPPER_BOUND[name])
        .map(({ name }) => `${name} exceeds ${name && UPPER_BOUND[name]} characters`),
      ...unless(
        emails.every(({ content }) => content.length <= EMAIL_UPPER_BOUND),
        `e-mail exceeds ${EMAIL_UPPER_BOUND} characters`,
      ),
    ];
  },
};
