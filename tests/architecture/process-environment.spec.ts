import { describe, expect, it } from '@jest/globals';
import { apiSchema, statusSchema, workerSchema } from '@mandataire/platform/config';
import { environmentOf } from '../../tools/start/settings.mjs';

const SECRETS = [
  ...['OWNER', 'APP', 'WORKER', 'STATUS', 'EMERGENCY', 'QUEUE', 'ARCHIVE'].map(
    (role) => `${role}_DATABASE_URL`,
  ),
  ...[
    'CA_KEY_SECRET',
    'OCSP_KEY_SECRET',
    'SEAL_KEY_SECRET',
    'DATA_KEY_SECRET',
    'FILES_KEY_SECRET',
    'ARCHIVE_KEY_SECRET',
    'PKCS11_PIN',
    'PKCS11_PIN_FILE',
  ],
];

describe('the environment of a process', () => {
  it.each([
    ['api', apiSchema],
    ['status', statusSchema],
    ['worker', workerSchema],
  ] as const)('of %s opens nothing that its settings do not read', (process, schema) => {
    const given = environmentOf(process, Object.fromEntries(SECRETS.map((name) => [name, 'x'])));
    expect(Object.keys(given).filter((name) => !(name in schema.shape))).toEqual([]);
    expect(Object.keys(given).length).toBeGreaterThan(1);
  });

  it('of the mailbox opens nothing', () => {
    expect(environmentOf('mailbox', Object.fromEntries(SECRETS.map((name) => [name, 'x'])))).toEqual({});
  });
});
