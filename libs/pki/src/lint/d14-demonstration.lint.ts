import { EXTENSION, extensionOf } from '../certificate/index.js';
import { TAG, childrenOf, readDer, readOid } from '../der/index.js';
import { sameMembers, unless, type Lint } from './lint.js';

/** ETSI's arc and the arc of French administrations and their providers: only an audited authority asserts them. */
const REGULATED_ARCS = ['0.4.0.', '1.2.250.1.'];

/** The policies of the profile and no others; a demonstration claims nothing: no qcStatements, no policy of ETSI or RGS. */
export const demonstrationLint: Lint = {
  clause: 'D14',
  check(certificate, expected) {
    const policies = extensionOf(certificate, EXTENSION.certificatePolicies);
    const oids = policies
      ? childrenOf(readDer(policies.value), TAG.SEQUENCE).map((policy) =>
          readOid(childrenOf(policy, TAG.SEQUENCE)[0]),
        )
      : [];
    return [
      ...unless(
        !expected.demonstration || !extensionOf(certificate, EXTENSION.qcStatements),
        'qcStatements are present',
      ),
      ...unless(oids.length > 0, 'no certificate policy'),
      ...unless(sameMembers(oids, expected.policyOids), 'policies are not those of the profile'),
      ...unless(
        !expected.demonstration || !oids.some((oid) => REGULATED_ARCS.some((arc) => oid.startsWith(arc))),
        'a policy of ETSI or RGS is asserted',
      ),
    ];
  },
};
