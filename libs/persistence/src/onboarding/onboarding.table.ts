import { EntitySchema } from 'typeorm';
import type { CompanyFollowUp, CompanyPaper, MandateReminder } from '@mandataire/domain/onboarding';
import type { CompanyRegistration, Establishment } from '@mandataire/domain/tenant';
import { date, fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

const flag = (name: string) => ({ type: 'boolean', name }) as const;
const place = { address: text('address'), postalCode: text('postal_code'), city: text('city') } as const;

export const registrationTable = new EntitySchema<CompanyRegistration>({
  name: 'CompanyRegistration',
  tableName: 'company_registration',
  columns: {
    ...tenantKey,
    version,
    legalForm: text('legal_form'),
    ...place,
    vatNumber: nullable(text('vat_number')),
    source: text('source'),
    registeredName: nullable(text('registered_name')),
    closed: flag('closed'),
    recordedBy: uuid('recorded_by'),
    recordedAt: instant('recorded_at'),
  },
});

export const establishmentTable = new EntitySchema<Establishment>({
  name: 'Establishment',
  tableName: 'company_establishment',
  columns: {
    ...tenantKey,
    version,
    siret: fixed(text('siret')),
    name: text('name'),
    ...place,
    headOffice: flag('head_office'),
    closed: flag('closed'),
    source: text('source'),
  },
});

export const paperTable = new EntitySchema<CompanyPaper>({
  name: 'CompanyPaper',
  tableName: 'company_paper',
  columns: {
    ...tenantKey,
    kind: fixed(text('kind')),
    type: fixed(text('type')),
    reference: fixed(nullable(text('reference'))),
    issuedOn: fixed(nullable(date('issued_on'))),
    expiresOn: fixed(nullable(date('expires_on'))),
    recordedBy: fixed(uuid('recorded_by')),
    recordedAt: fixed(instant('recorded_at')),
  },
});

export const followUpTable = new EntitySchema<CompanyFollowUp>({
  name: 'CompanyFollowUp',
  tableName: 'company_follow_up',
  columns: {
    ...tenantKey,
    version,
    ownerId: nullable(uuid('owner_id')),
    nextAction: nullable(text('next_action')),
    nextActionOn: nullable(date('next_action_on')),
  },
});

export const mandateReminderTable = new EntitySchema<MandateReminder>({
  name: 'MandateReminder',
  tableName: 'onboarding_reminder',
  columns: { ...tenantKey, version, step: text('step'), remindedAt: instant('reminded_at') },
});
