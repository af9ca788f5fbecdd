import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SealedKeyStore } from '@mandataire/adapters/key-store';
import { runningSystem } from '../../support/system/index.js';

const run = runningSystem();
const secrets = JSON.parse(readFileSync(path.join(run.dataDir, 'secrets.json'), 'utf8')) as Record<
  string,
  string
>;
const folder = (name: string) => path.join(run.dataDir, 'keys', name);

describe('the key of the root', () => {
  it.each(['api', 'worker', 'status'])('is not opened by what %s was given', (name) => {
    const environment = readFileSync(`/proc/${run.pids[name]}/environ`, 'utf8');
    expect(environment).toContain('PKI_BASE_URL=');
    expect(environment).not.toContain('ROOT_KEY_SECRET');
    expect(environment).not.toContain(secrets.ROOT_KEY_SECRET);
  });

  it('is in a folder of its own, under a secret of its own', async () => {
    expect(existsSync(path.join(folder('ca'), 'root.sealed'))).toBe(false);
    const opened = (secret = '') => new SealedKeyStore({ folder: folder('root'), secret }).publicKey('root');
    for (const name of ['CA_KEY_SECRET', 'OCSP_KEY_SECRET', 'SEAL_KEY_SECRET', 'DATA_KEY_SECRET'])
      await expect(opened(secrets[name])).rejects.toThrow('cannot be opened');
    await expect(opened(secrets.ROOT_KEY_SECRET)).resolves.toBeDefined();
  });
});
