import type { TenantId } from '@mandataire/domain/tenant';

/**
 * Finds the company of an object that platform staff ask to open. Gives the identifier only, never a row: the file is
 * then opened inside its company, by a journaled access grant. Drafts and what the office was not sent are not found.
 */
export interface TenantLocator {
  ofOrder(orderId: string): Promise<TenantId | undefined>;
  ofMandate(mandateId: string): Promise<TenantId | undefined>;
  ofCompany(companyId: string): Promise<TenantId | undefined>;
  /** The company with this SIREN, nine digits. */
  ofSiren(siren: string): Promise<TenantId | undefined>;
}
