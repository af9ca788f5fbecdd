import type { GraphqlClient } from './graphql-client.js';

/** The officer opens a file with his reason; the company sees it in its journal. */
export const openFile = (officer: GraphqlClient, objectType: 'ORDER' | 'MANDATE', objectId: string) =>
  officer.request('mutation($input: OpenAccessInput!) { openAccess(input: $input) { expiresAt } }', {
    input: { objectType, objectId, reason: 'Instruction du dossier' },
  });
