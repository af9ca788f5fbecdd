import type { AccessObject } from '@mandataire/domain/access';
import { request } from './client.js';
import { operation } from './operation.js';
import type { DateTime } from './schema.js';

export interface OpenedAccess {
  readonly objectType: AccessObject;
  readonly objectId: string;
  readonly expiresAt: DateTime;
  readonly endedAt: DateTime | null;
}

const OPENED = 'objectType objectId expiresAt endedAt';

const OPEN_ACCESS = operation(
  `mutation OpenAccess($input: OpenAccessInput!) { openAccess(input: $input) { ${OPENED} } }`,
);

/** Opens one file, or for an audit one company; the company reads who did and why. */
export const openAccess = async (input: {
  objectType: AccessObject;
  objectId: string;
  reason: string;
}): Promise<OpenedAccess> => (await request<{ openAccess: OpenedAccess }>(OPEN_ACCESS, { input })).openAccess;

const END_ACCESS = operation(
  `mutation EndAccess($input: EndAccessInput!) { endAccess(input: $input) { ${OPENED} } }`,
);

export const endAccess = async (input: { objectId: string }): Promise<OpenedAccess> =>
  (await request<{ endAccess: OpenedAccess }>(END_ACCESS, { input })).endAccess;
