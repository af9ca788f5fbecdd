import { EXTENSION, extensionOf, qualifiedStatements } from '../certificate/index.js';
import { childrenOf, readDer, readOctets, TAG } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** qcStatements exactly as the profile has them, not critical (QCS-4.1-02), with disclosures over https. */
export const qualifiedStatementsLint: Lint = {
  clause: 'F72',
  check(certificate, { qualified }) {
    const found = extensionOf(certificate, EXTENSION.qcStatements);
    if (!qualified) return unless(!found, 'qcStatements are not those of the profile');
    const disclosures = qualified.disclosures;
    return [
      ...unless(found !== undefined && !found.critical, 'qcStatements are missing or critical'),
      ...unless(
        found !== undefined && Buffer.from(found.value).equals(valueOf(qualifiedStatements(qualified))),
        'qcStatements are not those of the profile',
      ),
      ...unless(
        disclosures.length > 0 &&
          disclosures.every(
            ({ url, language }) => /^https:\/\/[^\s/]+\//.test(url) && /^[a-z]{2}$/.test(language),
          ),
        'a disclosure statement has no https address or no language',
      ),
    ];
  },
};

const valueOf = (extension: Uint8Array): Uint8Array =>
  readOctets(childrenOf(readDer(extension), TAG.SEQUENCE).at(-1));
