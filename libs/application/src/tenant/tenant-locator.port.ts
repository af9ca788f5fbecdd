import type { TenantId } from '@mandataire/domain/tenant';

/**
 * Finds the company of an object for platform staff whose act reaches over companies. Reads under the platform scope;
 * gives the identifier only, never a row: the file is then opened inside its company, journaled.
 */
export interface TenantLocator {
  ofOrder(orderId: string): Promise<TenantId | undefined>;
  ofCertificate(certificateId: string): Promise<TenantId | undefined>;
  ofMandate(mandateId: string): Promise<TenantId | undefined>;
}
