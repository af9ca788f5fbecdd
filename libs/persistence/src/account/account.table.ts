import { EntitySchema } from 'typeorm';
import type { Account } from '@mandataire/domain/account';
import { text } from '../database/index.js';

/** The account as other people may know it; its secrets are read by the account store alone. */
export const accountTable = new EntitySchema<Account>({
  name: 'Account',
  tableName: 'account',
  columns: { id: { type: 'uuid', primary: true }, email: text('email'), displayName: text('display_name') },
});
