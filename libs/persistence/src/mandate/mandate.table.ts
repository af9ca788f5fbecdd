import { EntitySchema } from 'typeorm';
import type {
  Mandate,
  MandateActRecord,
  MandateConfirmation,
  SignatureDelegation,
} from '@mandataire/domain/mandate';
import {
  date,
  fixed,
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
    kind: text('kind'),
    predecessorId: nullable(uuid('predecessor_id')),
    openedBy: text('opened_by'),
    delegationId: nullable(uuid('delegation_id')),
    paper: nullable(json('paper')),
  },
});

export const delegationTable = new EntitySchema<SignatureDelegation>({
  name: 'SignatureDelegation',
  tableName: 'signature_delegation',
  columns: {
    ...tenantKey,
    version,
    delegatedBy: fixed(uuid('delegated_by')),
    delegateName: fixed(text('delegate_name')),
    delegateEmail: fixed(text('delegate_email')),
    actReference: fixed(text('act_reference')),
    actDatedOn: fixed(date('act_dated_on')),
    acts: fixed(textList('acts')),
    startsOn: fixed(date('starts_on')),
    endsOn: fixed(date('ends_on')),
    endedAt: nullable(instant('ended_at')),
  },
});

export const confirmationTable = new EntitySchema<MandateConfirmation>({
  name: 'MandateConfirmation',
  tableName: 'mandate_confirmation',
  columns: {
    ...tenantKey,
    version,
    mandateId: fixed(uuid('mandate_id')),
    representativeAccountId: uuid('representative_account_id'),
    askedAt: fixed(instant('asked_at')),
    dueOn: date('due_on'),
    remindedAt: nullable(instant('reminded_at')),
    alertedAt: nullable(instant('alerted_at')),
    confirmedAt: nullable(instant('confirmed_at')),
    confirmedBy: nullable(uuid('confirmed_by')),
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
