import { EntitySchema } from 'typeorm';
import type { Mandate, MandateActRecord } from '@mandataire/domain/mandate';
import {
  date,
  instant,
  json,
  nullable,
  tenantKey,
  text,
  textList,
  uuid,
  version,
} from '../database/index.js';

export const mandateTable = new EntitySchema<Mandate>({
  name: 'Mandate',
  tableName: 'mandate',
  columns: {
    ...tenantKey,
    version,
    state: text('state'),
    agentAccountId: nullable(uuid('agent_account_id')),
    representativeAccountId: nullable(uuid('representative_account_id')),
    representativeName: nullable(text('representative_name')),
    representativeEmail: nullable(text('representative_email')),
    agentName: nullable(text('agent_name')),
    agentEmail: nullable(text('agent_email')),
    representativeSignedAt: nullable(instant('representative_signed_at')),
    agentSignedAt: nullable(instant('agent_signed_at')),
    acts: textList('acts'),
    productCodes: textList('product_codes'),
    establishments: textList('establishments'),
    startsOn: nullable(date('starts_on')),
    endsOn: nullable(date('ends_on')),
    endedAt: nullable(instant('ended_at')),
  },
});

/** I-7: evidence is only ever added. */
export const mandateActTable = new EntitySchema<MandateActRecord>({
  name: 'MandateAct',
  tableName: 'mandate_act',
  columns: {
    ...tenantKey,
    mandateId: uuid('mandate_id'),
    kind: text('kind'),
    accountId: nullable(uuid('account_id')),
    email: text('email'),
    typedName: nullable(text('typed_name')),
    strength: text('strength'),
    contentHash: text('content_hash'),
    textVersion: nullable(text('text_version')),
    references: nullable(json('seen_references')),
    proof: nullable(json('proof')),
    at: instant('at'),
  },
});
