import { request, type RequestOptions } from './client.js';
import { CERTIFICATE_SUMMARY } from './fragments.js';
import { operation } from './operation.js';
import type { Fleet, Product } from './schema.js';

const FLEET = operation(`query Fleet { fleet {
  holders activeCertificates expiringWithin90Days revocationsInProgress openOrders
  waiting { kind mine orderId certificateId holderName since }
  expiringNext { ${CERTIFICATE_SUMMARY} }
} }`);

export const fetchFleet = async (options: RequestOptions = {}): Promise<Fleet> =>
  (await request<{ fleet: Fleet }>(FLEET, {}, options)).fleet;

const PRODUCTS = operation(
  'query Products { products { code name level medium usages validityMonths orderable } }',
);

export const fetchProducts = async (options: RequestOptions = {}): Promise<readonly Product[]> =>
  (await request<{ products: readonly Product[] }>(PRODUCTS, {}, options)).products;
