import type { EntitySchema } from 'typeorm';
import { accessGrantTable } from '../access/index.js';
import { accountTable, membershipTable } from '../account/index.js';
import { certificateTable } from '../certificate/index.js';
import { departureTable } from '../departure/index.js';
import { holderIdentityTable, holderTable } from '../holder/index.js';
import { identityMeetingTable, identityVerificationTable } from '../identity-verification/index.js';
import { identityChangeTable } from '../identity-change/index.js';
import { actCodeTable, linkTable } from '../link/index.js';
import {
  establishmentTable,
  followUpTable,
  mandateReminderTable,
  paperTable,
  registrationTable,
} from '../onboarding/index.js';
import {
  confirmationTable,
  contentTable,
  delegationTable,
  evidenceStampTable,
  evidenceTable,
  mandateActTable,
  mandateTable,
  signerPhoneTable,
} from '../mandate/index.js';
import { agentDepartureTable } from '../agent-departure/index.js';
import { orderActTable, orderTable } from '../order/index.js';
import { reminderTable } from '../reminder/index.js';
import { revocationTable, revocationTaskTable } from '../revocation/index.js';
import { secondPersonTable } from '../second-person/index.js';
import { storedFileTable } from '../stored-file/index.js';
import { staffListTable } from '../staff-list/index.js';
import { companyTable } from '../tenant/index.js';
import { dayPersonTable, identityAgreementTable, verificationDayTable } from '../verification-day/index.js';

/** Every table that is written through the mapper. */
export const ENTITIES = [
  accessGrantTable,
  accountTable,
  actCodeTable,
  certificateTable,
  companyTable,
  departureTable,
  dayPersonTable,
  establishmentTable,
  followUpTable,
  contentTable,
  evidenceStampTable,
  evidenceTable,
  confirmationTable,
  delegationTable,
  agentDepartureTable,
  holderIdentityTable,
  holderTable,
  identityAgreementTable,
  identityChangeTable,
  identityMeetingTable,
  identityVerificationTable,
  linkTable,
  mandateActTable,
  mandateReminderTable,
  mandateTable,
  membershipTable,
  orderActTable,
  orderTable,
  paperTable,
  registrationTable,
  reminderTable,
  revocationTable,
  revocationTaskTable,
  secondPersonTable,
  storedFileTable,
  verificationDayTable,
  signerPhoneTable,
  staffListTable,
] as readonly EntitySchema[];
