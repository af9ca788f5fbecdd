import type { EntitySchema } from 'typeorm';
import { accountTable, membershipTable } from '../account/index.js';
import { certificateTable } from '../certificate/index.js';
import { holderIdentityTable, holderTable } from '../holder/index.js';
import { identityVerificationTable } from '../identity-verification/index.js';
import { linkTable } from '../link/index.js';
import { mandateTable } from '../mandate/index.js';
import { orderActTable, orderTable } from '../order/index.js';
import { revocationTable } from '../revocation/index.js';
import { companyTable } from '../tenant/index.js';

/** Every table that is written through the mapper. */
export const ENTITIES = [
  accountTable,
  certificateTable,
  companyTable,
  holderIdentityTable,
  holderTable,
  identityVerificationTable,
  linkTable,
  mandateTable,
  membershipTable,
  orderActTable,
  orderTable,
  revocationTable,
] as readonly EntitySchema[];
