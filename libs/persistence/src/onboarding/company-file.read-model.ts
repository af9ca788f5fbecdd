import type { CompanyFile } from '@mandataire/application/onboarding';
import type { ReadScope } from '@mandataire/application/reading';
import { asTenantId, type Establishment } from '@mandataire/domain/tenant';
import { isUuid, settingsOf, type ReadDatabase, type Statement } from '../database/index.js';

const COMPANY = `SELECT tenant_id AS "tenantId", id, version, siren, name, city FROM company_profile WHERE tenant_id = $1`;
const REGISTRATION = `
  SELECT tenant_id AS "tenantId", id, version, legal_form AS "legalForm", address, postal_code AS "postalCode", city,
    vat_number AS "vatNumber", source, registered_name AS "registeredName", closed, recorded_by AS "recordedBy",
    recorded_at AS "recordedAt"
  FROM company_registration WHERE tenant_id = $1`;
const FOLLOW_UP = `
  SELECT f.tenant_id AS "tenantId", f.id, f.version, f.owner_id AS "ownerId", f.next_action AS "nextAction",
    f.next_action_on AS "nextActionOn", o.display_name AS "ownerName"
  FROM company_follow_up f LEFT JOIN account o ON o.id = f.owner_id WHERE f.tenant_id = $1`;
/** Of each kind the newest: it alone counts. */
const PAPERS = `
  SELECT DISTINCT ON (kind) tenant_id AS "tenantId", id, kind, type, reference, issued_on AS "issuedOn",
    expires_on AS "expiresOn", recorded_by AS "recordedBy", recorded_at AS "recordedAt"
  FROM company_paper WHERE tenant_id = $1 ORDER BY kind, recorded_at DESC, id DESC`;
const MANDATE = `
  SELECT id, state, agent_email AS "agentEmail", representative_signed_at AS "representativeSignedAt",
    agent_signed_at AS "agentSignedAt"
  FROM mandate WHERE tenant_id = $1 ORDER BY (state = 'ACTIVE') DESC, id DESC LIMIT 1`;
const ESTABLISHMENTS = `
  SELECT tenant_id AS "tenantId", id, version, siret, name, address, postal_code AS "postalCode", city,
    head_office AS "headOffice", closed, source
  FROM company_establishment WHERE tenant_id = $1 ORDER BY closed, head_office DESC, siret`;

/** One company's page; sales open any, others their own. */
export class CompanyFileReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async file(scope: ReadScope, companyId: string): Promise<CompanyFile | undefined> {
    if (!isUuid(companyId)) return undefined;
    if ((scope.kind === 'COMPANY' || scope.kind === 'OWN') && scope.tenantId !== asTenantId(companyId))
      return undefined;
    const settings = settingsOf(scope);
    const one = <Row>(text: string) => this.database.rows<Row>(settings, of(text, companyId));
    const [companies, registrations, followUps, papers, mandates, establishments] = await Promise.all([
      one<CompanyFile['company']>(COMPANY),
      one<NonNullable<CompanyFile['registration']>>(REGISTRATION),
      one<NonNullable<CompanyFile['followUp']>>(FOLLOW_UP),
      one<CompanyFile['papers'][number]>(PAPERS),
      one<NonNullable<CompanyFile['mandate']>>(MANDATE),
      one<Establishment>(ESTABLISHMENTS),
    ]);
    const [company] = companies;
    return (
      company && {
        company,
        registration: registrations[0] ?? null,
        followUp: followUps[0] ?? null,
        papers,
        mandate: mandates[0] ?? null,
        establishments,
      }
    );
  }
}

const of = (text: string, companyId: string): Statement => ({ text, values: [companyId] });
