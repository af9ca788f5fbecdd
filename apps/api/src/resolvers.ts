import type { Type } from '@nestjs/common';
import { AccessResolver } from './access/access.resolver.js';
import { AccountLinksResolver } from './account/account-links.resolver.js';
import { AccountResolver } from './account/account.resolver.js';
import { ActivationResolver } from './account/activation.resolver.js';
import { SecurityResolver } from './account/security.resolver.js';
import { ProductResolver } from './catalogue/product.resolver.js';
import { CertificateConnectionResolver, CertificateResolver } from './certificate/certificate.resolver.js';
import { RetrievalResolver } from './certificate/retrieval.resolver.js';
import { FleetResolver } from './fleet/fleet.resolver.js';
import { HolderActsResolver } from './holder/holder-acts.resolver.js';
import { HolderConnectionResolver, HolderResolver } from './holder/holder.resolver.js';
import { IdentityChangeResolver } from './identity-change/identity-change.resolver.js';
import { JournalResolver } from './journal/journal.resolver.js';
import { MandateActsResolver } from './mandate/mandate-acts.resolver.js';
import { MandateSigningResolver } from './mandate/mandate-signing.resolver.js';
import { MandateResolver } from './mandate/mandate.resolver.js';
import { ConsentResolver } from './order/consent.resolver.js';
import { OrderActsResolver } from './order/order-acts.resolver.js';
import { MemberResolver } from './member/member.resolver.js';
import { OrderConnectionResolver, OrderResolver } from './order/order.resolver.js';
import { ReminderResolver } from './reminder/reminder.resolver.js';
import { RevocationResolver } from './revocation/revocation.resolver.js';
import { SecurityEventResolver } from './security-event/security-event.resolver.js';
import { SecondPersonResolver } from './second-person/second-person.resolver.js';
import { StaffListResolver } from './staff-list/staff-list.resolver.js';
import { StaffResolver } from './staff/staff.resolver.js';
import { CompanyActionsResolver, CompanyResolver } from './tenant/company.resolver.js';

/** Every resolver of the API, in the order of the features. */
export const RESOLVERS: readonly Type[] = [
  CompanyResolver,
  CompanyActionsResolver,
  AccountResolver,
  ActivationResolver,
  AccessResolver,
  MemberResolver,
  SecurityResolver,
  AccountLinksResolver,
  StaffResolver,
  SecondPersonResolver,
  MandateResolver,
  MandateActsResolver,
  MandateSigningResolver,
  ProductResolver,
  HolderResolver,
  HolderConnectionResolver,
  HolderActsResolver,
  IdentityChangeResolver,
  StaffListResolver,
  OrderResolver,
  OrderConnectionResolver,
  OrderActsResolver,
  ConsentResolver,
  CertificateResolver,
  CertificateConnectionResolver,
  RetrievalResolver,
  RevocationResolver,
  ReminderResolver,
  FleetResolver,
  JournalResolver,
  SecurityEventResolver,
];
