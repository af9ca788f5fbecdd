import type { TenantId } from '@mandataire/domain/tenant';
import type { TenantLocator } from '@mandataire/application/tenant';
import { isUuid, type ReadDatabase } from '../database/index.js';

/**
 * Reason to look over companies: platform staff ask to open an object by its identifier, and no session of theirs names
 * its company. Only the company's identifier comes out.
 */
export class SqlTenantLocator implements TenantLocator {
  constructor(private readonly database: ReadDatabase) {}

  ofOrder(orderId: string): Promise<TenantId | undefined> {
    return this.locate('SELECT tenant_id AS "tenantId" FROM certificate_order WHERE id = $1', orderId);
  }

  ofMandate(mandateId: string): Promise<TenantId | undefined> {
    return this.locate('SELECT tenant_id AS "tenantId" FROM mandate WHERE id = $1', mandateId);
  }

  ofCompany(companyId: string): Promise<TenantId | undefined> {
    return this.locate('SELECT tenant_id AS "tenantId" FROM company_profile WHERE tenant_id = $1', companyId);
  }

  async ofSiren(siren: string): Promise<TenantId | undefined> {
    const row = await this.database.first<{ tenantId: TenantId }>(
      { platformScope: 'locate' },
      { text: 'SELECT tenant_id AS "tenantId" FROM company_profile WHERE siren = $1', values: [siren] },
    );
    return row?.tenantId;
  }

  private async locate(text: string, id: string): Promise<TenantId | undefined> {
    if (!isUuid(id)) return undefined;
    const row = await this.database.first<{ tenantId: TenantId }>(
      { platformScope: 'locate' },
      { text, values: [id] },
    );
    return row?.tenantId;
  }
}
