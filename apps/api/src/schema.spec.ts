import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType, isInputObjectType } from 'graphql';
import { printApiSchema } from './schema.js';

const file = readFileSync(path.join(import.meta.dirname, '../schema.graphql'), 'utf8');

describe('schema.graphql', () => {
  it('is what the resolvers say (npm run generate writes it)', async () => {
    expect(file).toBe(await printApiSchema());
  });

  it('has no field that could carry a private key, a PIN or a password back', () => {
    const fields = Object.values(buildSchema(file).getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));
    // What a password must have, acts that take one, and the second factor that its owner enrols, shown once.
    const carrying = fields.filter((field) => /private|password|pin$|secret|p12|pkcs12/i.test(field));
    expect(carrying.sort()).toEqual([
      'changePassword',
      'passwordMinimum',
      'passwordMinimum',
      'passwordReset',
      'requestPasswordReset',
      'resetPassword',
      'secret',
    ]);
  });

  it('takes no company from an argument but to switch to it, and sales’ to a mandate', () => {
    const inputs = Object.values(buildSchema(file).getTypeMap()).filter(isInputObjectType);
    const naming = inputs.filter((input) =>
      Object.keys(input.getFields()).some((field) => /tenant|companyId/i.test(field)),
    );
    expect(naming.map(({ name }) => name)).toEqual([
      'CancelMandateInput',
      'FollowCompanyInput',
      'HandInSheetInput',
      'InviteRepresentativeInput',
      'PreparePaperMandateInput',
      'RecordCompanyPaperInput',
      'RecordEstablishmentInput',
      'RecordRegistrationInput',
      'RefreshCompanyInput',
      'SwitchCompanyInput',
    ]);
  });
});
