import { unless, type Lint } from './lint.js';

const QCP_QSCD = ['0.4.0.194112.1.2', '0.4.0.194112.1.3'];
const QCP = ['0.4.0.194112.1.0', '0.4.0.194112.1.1', ...QCP_QSCD];

/** A QCP policy and the statement of compliance go together, and so do QCP-qscd and the statement of the device. */
export const qualifiedPolicyLint: Lint = {
  clause: 'F73',
  check(_, { policyOids, qualified }) {
    const isQcp = policyOids.some((oid) => QCP.includes(oid));
    const isQscd = policyOids.some((oid) => QCP_QSCD.includes(oid));
    return [
      ...unless(isQcp === (qualified !== undefined), 'a QCP policy and qcStatements do not go together'),
      ...unless(isQscd === (qualified?.qscd === true), 'a QCP-qscd policy and QcSSCD do not go together'),
    ];
  },
};
