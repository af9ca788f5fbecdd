import type { Type } from '@nestjs/common';
import { AccountResolver } from './account/account.resolver.js';
import { ProductResolver } from './catalogue/product.resolver.js';
import { CertificateConnectionResolver, CertificateResolver } from './certificate/certificate.resolver.js';
import { RetrievalResolver } from './certificate/retrieval.resolver.js';
import { FleetResolver } from './fleet/fleet.resolver.js';
import { HolderConnectionResolver, HolderResolver } from './holder/holder.resolver.js';
import { JournalResolver } from './journal/journal.resolver.js';
import { ConsentResolver } from './order/consent.resolver.js';
import { OrderActsResolver } from './order/order-acts.resolver.js';
import { OrderConnectionResolver, OrderResolver } from './order/order.resolver.js';
import { RevocationResolver } from './revocation/revocation.resolver.js';
import { CompanyResolver } from './tenant/company.resolver.js';

/** Every resolver of the API, in the order of the features. */
export const RESOLVERS: readonly Type[] = [
  CompanyResolver,
  AccountResolver,
  ProductResolver,
  HolderResolver,
  HolderConnectionResolver,
  OrderResolver,
  OrderConnectionResolver,
  OrderActsResolver,
  ConsentResolver,
  CertificateResolver,
  CertificateConnectionResolver,
  RetrievalResolver,
  RevocationResolver,
  FleetResolver,
  JournalResolver,
];
