import type { EntitySchema } from 'typeorm';
import { accessGrantTable } from '../access/index.js';
import { accountTable, membershipTable } from '../account/index.js';
import { certificateTable } from '../certificate/index.js';
import { holderIdentityTable, holderTable } from '../holder/index.js';
import { identityVerificationTable } from '../identity-verification/index.js';
import { identityChangeTable } from '../identity-change/index.js';
import { actCodeTable, linkTable } from '../link/index.js';
import { mandateActTable, mandateTable } from '../mandate/index.js';
import { orderActTable, orderTable } from '../order/index.js';
import { reminderTable } from '../reminder/index.js';
import { revocationTable } from '../revocation/index.js';
import { secondPersonTable } from '../second-person/index.js';
import { staffListTable } from '../staff-list/index.js';
import { companyTable } from '../tenant/index.js';

/** Every table that is written through the mapper. */
export const ENTITIES = [
  accessGrantTable,
  accountTable,
  actCodeTable,
  certificateTable,
  companyTable,
  holderIdentityTable,
  holderTable,
  identityChangeTable,
  identityVerificationTable,
  linkTable,
  mandateActTable,
  mandateTable,
  membershipTable,
  orderActTable,
  orderTable,
  reminderTable,
  revocationTable,
  secondPersonTable,
  staffListTable,
] as readonly EntitySchema[];
