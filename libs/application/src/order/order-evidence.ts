import { BINDING_STATEMENT, CURRENT_TERMS, type Order } from '@mandataire/domain/order';
import type { Hasher } from '../clock/index.js';
import { canonicalJson } from '../evidence/index.js';

/** What the holder was shown and accepted: data, product, binding statement and terms, as one hash (R12, F15, F63). */
export const consentHash = (order: Order, hasher: Hasher): string =>
  hasher.sha256(
    canonicalJson({
      certifiedData: order.certifiedData,
      profile: order.profile,
      product: order.productCode,
      bindingStatement: BINDING_STATEMENT,
      terms: CURRENT_TERMS,
    }),
  );
