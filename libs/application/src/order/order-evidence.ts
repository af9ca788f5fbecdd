import { BINDING_STATEMENT, CURRENT_TERMS, type Order } from '@mandataire/domain/order';
import type { Hasher } from '../clock/index.js';

/** JSON with sorted keys: the same content has one hash, today and at an audit. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

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
