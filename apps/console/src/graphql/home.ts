import { request, type RequestOptions } from './client.js';
import { CERTIFICATE_SUMMARY } from './fragments.js';
import type { Fleet, Product } from './schema.js';

export const fetchFleet = async (options: RequestOptions = {}): Promise<Fleet> =>
  (
    await request<{ fleet: Fleet }>(
      `query Fleet { fleet {
        holders activeCertificates expiringWithin90Days revocationsInProgress openOrders
        waiting { kind mine orderId certificateId holderName since }
        expiringNext { ${CERTIFICATE_SUMMARY} }
      } }`,
      {},
      options,
    )
  ).fleet;

export const fetchProducts = async (options: RequestOptions = {}): Promise<readonly Product[]> =>
  (
    await request<{ products: readonly Product[] }>(
      'query Products { products { code name level medium usages validityMonths orderable } }',
      {},
      options,
    )
  ).products;
