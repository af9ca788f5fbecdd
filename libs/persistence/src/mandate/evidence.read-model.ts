import type { EvidenceRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT e.id, e.mandate_id AS "mandateId", e.stage, e.evidence_hash AS "evidenceHash", e.built_at AS "builtAt",
    s.stamped_at AS "stampedAt"
  FROM mandate_evidence e
  LEFT JOIN mandate_evidence_stamp s ON s.tenant_id = e.tenant_id AND s.id = e.id`;

/** Sealed evidence of these mandates, oldest first; the octets are handed out one by one. For sales there is none. */
export async function sealedEvidence(
  database: ReadDatabase,
  scope: ReadScope,
  mandateIds: readonly string[],
): Promise<readonly EvidenceRow[]> {
  if (scope.kind !== 'COMPANY' && scope.kind !== 'REGISTRATION') return [];
  const values = new Values();
  const conditions = [`e.mandate_id = ANY (${values.add(mandateIds.filter(isUuid))}::uuid[])`];
  if (scope.kind === 'COMPANY') conditions.push(`e.tenant_id = ${values.add(scope.tenantId)}`);
  const text = `${SELECT} ${where(conditions)} ORDER BY e.built_at, e.id`;
  return database.rows<EvidenceRow>(settingsOf(scope), values.statement(text));
}
