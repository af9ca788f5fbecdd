import { readFileSync } from 'node:fs';
import { certificateRequestInspector } from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import { IssueCertificate } from '@mandataire/application/certificate';
import { createPersistence } from '@mandataire/persistence';
import { composeAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import type { Retrieval } from './prepare.js';
import { serveTurns } from './side.js';

/** The use case as the api composes it: its login role, its pool, the embedded authority over its sealed keys. */
const setting = (name: string) => process.env[name] ?? '';
const retrievals = JSON.parse(readFileSync(setting('RETRIEVALS_FILE'), 'utf8')) as readonly Retrieval[];
const randomness = new NodeRandomness();
const persistence = createPersistence({
  appUrl: setting('APP_DATABASE_URL'),
  clock: new SystemClock(),
  randomness,
  dataKeySecret: setting('DATA_KEY_SECRET'),
});
const secret = setting('CA_KEY_SECRET');
const authority = composeAuthority(
  readAuthorityConfig({
    ...{ DATA_DIR: setting('DATA_DIR'), PKI_BASE_URL: setting('PKI_BASE_URL') },
    ...{ CA_KEY_SECRET: secret, OCSP_KEY_SECRET: secret },
  }),
  persistence.register,
);
const issue = new IssueCertificate(
  persistence.unitOfWork,
  authority,
  certificateRequestInspector,
  new Sha256Hasher(),
  randomness,
);

serveTurns(async (index) => {
  const retrieval = retrievals[index];
  if (!retrieval) throw new Error(`no order ${index}`);
  await issue.execute(retrieval, `bench-${index}`);
});
