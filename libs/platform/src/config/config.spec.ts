import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  ConfigurationError,
  envExample,
  readApiConfig,
  readAuthorityConfig,
  readStatusConfig,
  readWorkerConfig,
  SETTINGS,
} from './index.js';

const secret = 's'.repeat(43);
const env = {
  PUBLIC_URL: 'http://localhost:3000/',
  PKI_BASE_URL: 'http://localhost:3001',
  APP_DATABASE_URL: 'postgres://app:p@127.0.0.1:5432/m',
  WORKER_DATABASE_URL: 'postgres://worker:p@127.0.0.1:5432/m',
  STATUS_DATABASE_URL: 'postgres://status_reader:p@127.0.0.1:5432/m',
  QUEUE_DATABASE_URL: 'postgres://queue:p@127.0.0.1:5432/m',
  SMTP_URL: 'smtp://127.0.0.1:3025',
  MAIL_FROM: 'Mandataire <no-reply@example.fr>',
  DATA_DIR: '/var/lib/mandataire',
  CA_KEY_SECRET: secret,
  OCSP_KEY_SECRET: secret,
  SEAL_KEY_SECRET: secret,
  DATA_KEY_SECRET: secret,
  FILES_KEY_SECRET: secret,
  ARCHIVE_KEY_SECRET: `${secret}of the archive`,
  ARCHIVE_DATABASE_URL: 'postgres://registration_archive:p@127.0.0.1:5432/m',
};

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('configuration', () => {
  it('gives each process its settings, with defaults, and nothing of the others', () => {
    expect(readApiConfig(env)).toMatchObject({
      PUBLIC_URL: 'http://localhost:3000',
      API_PORT: 3000,
      DEMO: false,
      NODE_ENV: 'development',
    });
    expect(readApiConfig(env)).not.toHaveProperty('OCSP_KEY_SECRET');
    expect(readWorkerConfig({ ...env, REDIS_URL: '' }).REDIS_URL).toBeUndefined();
    expect(readStatusConfig(env)).not.toHaveProperty('CA_KEY_SECRET');
  });

  it('names what is missing or wrong, and never a value', () => {
    const text = refusal(() =>
      readApiConfig({ ...env, CA_KEY_SECRET: 'hunter2', API_PORT: 'many', APP_DATABASE_URL: undefined }),
    );
    expect(text).toContain('CA_KEY_SECRET doit avoir au moins 32 caractères');
    expect(text).toContain('API_PORT doit être un numéro de port');
    expect(text).toContain('APP_DATABASE_URL manque');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('many');
  });

  it.each(['CA_KEY_SECRET', 'DATA_KEY_SECRET'])('has no default for %s', (name) => {
    expect(refusal(() => readApiConfig({ ...env, [name]: undefined }))).toContain(`${name} manque`);
  });

  it('refuses plain http for a public address, but on this machine', () => {
    expect(refusal(() => readApiConfig({ ...env, PUBLIC_URL: 'http://mandataire.example.fr' }))).toContain(
      'PUBLIC_URL',
    );
    expect(refusal(() => readApiConfig({ ...env, PUBLIC_URL: 'http://localhost.example.fr' }))).toContain(
      'PUBLIC_URL',
    );
    expect(readApiConfig({ ...env, PUBLIC_URL: 'https://mandataire.example.fr' }).PUBLIC_URL).toMatch(
      /^https/,
    );
    expect(readApiConfig({ ...env, PUBLIC_URL: 'http://127.0.0.1:3000' }).PUBLIC_URL).toMatch(/^http:/);
  });

  it('refuses a shifted clock in production', () => {
    const shifted = { ...env, CLOCK_OFFSET_FILE: '/tmp/offset', NODE_ENV: 'production' };
    for (const read of [readApiConfig, readWorkerConfig, readStatusConfig]) {
      expect(refusal(() => read(shifted))).toContain('CLOCK_OFFSET_FILE');
    }
    expect(readApiConfig({ ...shifted, NODE_ENV: 'test' }).CLOCK_OFFSET_FILE).toBe('/tmp/offset');
  });

  it('believes only proxies that are named, and keeps the limits on in production', () => {
    expect(
      readApiConfig({ ...env, TRUST_PROXY: '10.0.0.1, 10.1.0.0/16,fd00::/8' }).TRUST_PROXY,
    ).toBeDefined();
    for (const anybody of ['true', '1', '*', '0.0.0.0/0', '10.0.0.0/33', 'proxy.local', '10.0.0.1,']) {
      expect(refusal(() => readApiConfig({ ...env, TRUST_PROXY: anybody }))).toContain('TRUST_PROXY');
    }
    expect(readApiConfig({ ...env, RATE_LIMITS: 'off' }).RATE_LIMITS).toBe('off');
    expect(refusal(() => readApiConfig({ ...env, RATE_LIMITS: 'off', NODE_ENV: 'production' }))).toContain(
      'RATE_LIMITS',
    );
  });

  it('takes a secret from a file, whose last line end is not part of it, and names a file that it cannot read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-secret-'));
    try {
      const file = path.join(folder, 'secret');
      writeFileSync(file, `${'f'.repeat(40)}\n`);
      const given = { ...env, CA_KEY_SECRET: undefined, CA_KEY_SECRET_FILE: file };
      expect(readWorkerConfig(given).CA_KEY_SECRET).toBe('f'.repeat(40));
      expect(readAuthorityConfig({ ...given, CA_KEY_SECRET: secret }).CA_KEY_SECRET).toBe('f'.repeat(40));
      const missing = { ...env, CA_KEY_SECRET_FILE: path.join(folder, 'none') };
      expect(refusal(() => readApiConfig(missing))).toContain(
        'CA_KEY_SECRET_FILE : ce fichier ne se lit pas',
      );
      // A process doesn't open the files of secrets that aren't its own.
      expect(readStatusConfig(missing).OCSP_KEY_SECRET).toBe(secret);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('gives the key of the root to ceremonies alone, whatever a process is handed', () => {
    const given = { ...env, ROOT_KEY_SECRET: secret, ROOT_KEY_DIR: '/media/root', PKCS11_ROOT_PIN: '1234' };
    for (const read of [readApiConfig, readWorkerConfig, readStatusConfig]) {
      expect(Object.keys(read(given)).filter((name) => name.includes('ROOT'))).toEqual([]);
    }
    expect(readAuthorityConfig(given).ROOT_KEY_SECRET).toBe(secret);
  });

  it('wants names of its own for an authority in production (D14)', () => {
    const production = { ...env, NODE_ENV: 'production' };
    const own = { CA_ORGANISATION: 'Exemple SA', CA_COMMON_NAME: 'Exemple' };
    expect(refusal(() => readAuthorityConfig(production))).toContain('CA_ORGANISATION manque');
    expect(refusal(() => readAuthorityConfig({ ...env, CA_ORGANISATION: 'Exemple SA' }))).toContain(
      'CA_COMMON_NAME manque',
    );
    const demo = { ...production, ...own, CA_COMMON_NAME: 'DÉMO – SANS VALEUR' };
    expect(refusal(() => readAuthorityConfig(demo))).toContain(
      'CA_COMMON_NAME est celui de la démonstration',
    );
    expect(readAuthorityConfig({ ...production, ...own })).toMatchObject(own);
    expect(readAuthorityConfig({ ...production, DEMO: 'true' }).CA_ORGANISATION).toBeUndefined();
  });

  it('wants the module, the token and the PIN of an HSM, and no CA_KEY_SECRET then', () => {
    const hsm = { ...env, KEY_STORE: 'pkcs11', CA_KEY_SECRET: undefined };
    for (const name of ['PKCS11_MODULE', 'PKCS11_TOKEN_LABEL', 'PKCS11_PIN_FILE']) {
      expect(refusal(() => readWorkerConfig(hsm))).toContain(`${name} manque`);
    }
    const whole = { ...hsm, PKCS11_MODULE: '/usr/lib/hsm.so', PKCS11_TOKEN_LABEL: 'ca', PKCS11_PIN: '1234' };
    expect(readApiConfig(whole)).toMatchObject({ KEY_STORE: 'pkcs11', PKCS11_SESSIONS: 4 });
    expect(refusal(() => readApiConfig({ ...whole, PKCS11_SESSIONS: '0' }))).toContain('PKCS11_SESSIONS');
    expect(refusal(() => readApiConfig({ ...whole, KEY_STORE: 'paper' }))).toContain('KEY_STORE doit être');
  });

  it('describes every setting', () => {
    for (const [name, schema] of Object.entries(SETTINGS)) {
      expect({ name, described: (schema.description ?? '') !== '' }).toEqual({ name, described: true });
    }
  });

  it('is what .env.example shows (npm run generate writes it)', () => {
    const file = path.join(import.meta.dirname, '../../../../.env.example');
    expect(readFileSync(file, 'utf8')).toBe(envExample());
  });
});
