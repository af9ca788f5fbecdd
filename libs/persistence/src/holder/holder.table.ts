import { EntitySchema } from 'typeorm';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import { fixed, integer, nullable, tenantKey, text, textList, uuid, version } from '../database/index.js';

export const holderTable = new EntitySchema<Holder>({
  name: 'Holder',
  tableName: 'holder',
  columns: {
    ...tenantKey,
    version,
    accountId: nullable(uuid('account_id')),
    state: text('state'),
    phone: nullable(text('phone')),
    establishment: nullable(text('establishment')),
    identityNumber: integer('identity_number'),
    // D23: the same for life.
    subjectSerialNumber: fixed(text('subject_serial_number')),
  },
});

export const holderIdentityTable = new EntitySchema<HolderIdentity>({
  name: 'HolderIdentity',
  tableName: 'holder_identity',
  columns: {
    ...tenantKey,
    holderId: uuid('holder_id'),
    number: integer('number'),
    surname: text('surname'),
    givenNames: textList('given_names'),
    email: text('email'),
    jobTitle: text('job_title'),
  },
});
