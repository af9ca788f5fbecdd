import { CreatePlatformRegisters1795305600001 } from '../1795305600001-CreatePlatformRegisters.js';
import { CreateTenantTables1795305600002 } from '../1795305600002-CreateTenantTables.js';
import { IsolateTenants1795305600003 } from '../1795305600003-IsolateTenants.js';
import { GrantRoles1795305600004 } from '../1795305600004-GrantRoles.js';
import { CompleteChainOfTrust1795363200005 } from '../1795363200005-CompleteChainOfTrust.js';
import { QueueExpiredLinks1795366800006 } from '../1795366800006-QueueExpiredLinks.js';
import { KeepKeyedInput1795366800007 } from '../1795366800007-KeepKeyedInput.js';
import { SettleEvents1795366800008 } from '../1795366800008-SettleEvents.js';
import { JournalAccess1795366800009 } from '../1795366800009-JournalAccess.js';
import { ActivateOnce1795366800010 } from '../1795366800010-ActivateOnce.js';
import { OpenFilesByGrant1795370400011 } from '../1795370400011-OpenFilesByGrant.js';
import { CreateSecurityEvent1795374000012 } from '../1795374000012-CreateSecurityEvent.js';
import { IndexHolderTerms1795374000013 } from '../1795374000013-IndexHolderTerms.js';
import { EvaluatePoliciesOnce1795374000014 } from '../1795374000014-EvaluatePoliciesOnce.js';
import { SecureAccounts1795374000015 } from '../1795374000015-SecureAccounts.js';
import { AskSecondPerson1795374000016 } from '../1795374000016-AskSecondPerson.js';
import { ManageStaff1795374000017 } from '../1795374000017-ManageStaff.js';
import { ScopeMandates1795374000018 } from '../1795374000018-ScopeMandates.js';
import { AcceptMembership1795374000019 } from '../1795374000019-AcceptMembership.js';
import { ReserveFormerAddresses1795374000020 } from '../1795374000020-ReserveFormerAddresses.js';
import { NameAuthorities1795374000030 } from '../1795374000030-NameAuthorities.js';
import { AnnounceRevokedSerials1795374000031 } from '../1795374000031-AnnounceRevokedSerials.js';
import { MarkRevocations1795374000032 } from '../1795374000032-MarkRevocations.js';
import { RememberCompromisedKeys1795374000035 } from '../1795374000035-RememberCompromisedKeys.js';
import { ListRevokedSerials1795374000036 } from '../1795374000036-ListRevokedSerials.js';
import { RequireOneRow1795374000037 } from '../1795374000037-RequireOneRow.js';
import { FollowRevocations1795374000038 } from '../1795374000038-FollowRevocations.js';
import { ImportStaffLists1795374000059 } from '../1795374000059-ImportStaffLists.js';

/** Every migration, oldest first. The list only grows: a mistake is corrected by a new migration. */
export const MIGRATIONS = [
  CreatePlatformRegisters1795305600001,
  CreateTenantTables1795305600002,
  IsolateTenants1795305600003,
  GrantRoles1795305600004,
  CompleteChainOfTrust1795363200005,
  QueueExpiredLinks1795366800006,
  KeepKeyedInput1795366800007,
  SettleEvents1795366800008,
  JournalAccess1795366800009,
  ActivateOnce1795366800010,
  OpenFilesByGrant1795370400011,
  CreateSecurityEvent1795374000012,
  IndexHolderTerms1795374000013,
  EvaluatePoliciesOnce1795374000014,
  SecureAccounts1795374000015,
  AskSecondPerson1795374000016,
  ManageStaff1795374000017,
  ScopeMandates1795374000018,
  AcceptMembership1795374000019,
  ReserveFormerAddresses1795374000020,
  NameAuthorities1795374000030,
  AnnounceRevokedSerials1795374000031,
  MarkRevocations1795374000032,
  RememberCompromisedKeys1795374000035,
  ListRevokedSerials1795374000036,
  RequireOneRow1795374000037,
  FollowRevocations1795374000038,
  ImportStaffLists1795374000059,
] as const;
