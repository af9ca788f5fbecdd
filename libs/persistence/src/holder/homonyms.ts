import type { HolderIdentity } from '@mandataire/domain/holder';
import type { TenantId } from '@mandataire/domain/tenant';
import { named, type OpenConnection } from '../database/index.js';
import { searchedWords } from './holder-search.js';

/** Found by one word of the surname; a name that a thousand bear is enough to ask about. */
const NAMED_LIKE = `
  SELECT i.tenant_id AS "tenantId", i.id, i.holder_id AS "holderId", i.number, i.surname,
    i.given_names AS "givenNames", i.email, i.job_title AS "jobTitle"
  FROM holder_term t JOIN holder_identity i
    ON i.tenant_id = t.tenant_id AND i.holder_id = t.holder_id AND i.number = t.number
  WHERE t.tenant_id = $1 AND t.in_force AND t.term = search_fold($2::text)
  ORDER BY i.surname, i.given_names, i.holder_id LIMIT 1000`;

/** Identities in force whose surname has the first word of this one, whatever its case and accents. */
export async function identitiesNamedLike(
  connection: OpenConnection,
  tenantId: TenantId,
  surname: string,
): Promise<readonly HolderIdentity[]> {
  const [word] = searchedWords(surname);
  if (word === undefined) return [];
  return (await connection.ask<HolderIdentity>(named(NAMED_LIKE, [tenantId, word]))).rows;
}
