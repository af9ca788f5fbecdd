import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pkcs11KeyStore, SealedKeyStore } from '@mandataire/adapters/key-store';
import { readAuthorityConfig } from '../config/index.js';
import { caKeyStore } from './index.js';

const secret = 's'.repeat(43);

describe('where the keys of the authority are (D14)', () => {
  let folder: string;
  let signers: string[];
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mandataire-ceremony-'));
    signers = ['one', 'two', 'stranger'].map(newSigner);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string): string => path.join(folder, name);
  const openssl = (...parameters: string[]): void => void execFileSync('openssl', parameters);

  /** One signs with Ed25519, the other with a key such as smart cards have: both as docs/operations.md says. */
  function newSigner(name: string): string {
    const kind =
      name === 'one'
        ? ['-algorithm', 'ed25519']
        : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    openssl('genpkey', ...kind, '-out', at(`${name}.key`));
    openssl('pkey', '-in', at(`${name}.key`), '-pubout', '-out', at(`${name}.pem`));
    openssl('pkey', '-in', at(`${name}.key`), '-pubout', '-outform', 'DER', '-out', at(`${name}.der`));
    return createHash('sha256')
      .update(readFileSync(at(`${name}.der`)))
      .digest('hex');
  }

  function record(file: string, by: readonly string[], changes: Record<string, unknown> = {}): string {
    const people = by.map((name) => ({ name, publicKey: readFileSync(at(`${name}.pem`), 'utf8') }));
    const content = {
      ...{ format: 'mandataire-ceremony-1', keyStore: 'software', pkiBaseUrl: 'http://pki.example.org' },
      ...{ reason: 'HSM en commande', signers: people },
      ...changes,
    };
    writeFileSync(at(file), JSON.stringify(content));
    by.forEach((name, index) => {
      const how = name === 'one' ? ['pkeyutl', '-sign', '-rawin', '-inkey'] : ['dgst', '-sha256', '-sign'];
      const files = name === 'one' ? ['-in', at(file), '-out'] : ['-out'];
      const input = name === 'one' ? [] : [at(file)];
      openssl(...how, at(`${name}.key`), ...files, `${at(file)}.${index + 1}.sig`, ...input);
    });
    return at(file);
  }

  const open = (changes: Record<string, string | undefined> = {}) =>
    caKeyStore(
      readAuthorityConfig({
        ...{ NODE_ENV: 'production', DATA_DIR: folder, PKI_BASE_URL: 'http://pki.example.org' },
        ...{ CA_KEY_SECRET: secret, OCSP_KEY_SECRET: secret },
        ...{ CA_ORGANISATION: 'Exemple SA', CA_COMMON_NAME: 'Exemple' },
        CEREMONY_SIGNERS: signers.slice(0, 2).join(', '),
        ...changes,
      }),
    );

  it('are in software by default, outside production or in a demonstration', () => {
    expect(open({ NODE_ENV: 'development' })).toBeInstanceOf(SealedKeyStore);
    expect(open({ DEMO: 'true' })).toBeInstanceOf(SealedKeyStore);
  });

  it('are in an HSM when the settings say so, also in production', () => {
    const hsm = {
      KEY_STORE: 'pkcs11',
      PKCS11_MODULE: '/usr/lib/hsm.so',
      PKCS11_TOKEN_LABEL: 'ca',
      PKCS11_PIN: '1',
    };
    expect(open(hsm)).toBeInstanceOf(Pkcs11KeyStore);
  });

  it('are not in software in production without a record', () => {
    expect(() => open()).toThrow(
      /KEY_STORE=software n’est pas accepté en production sans procès-verbal signé/,
    );
  });

  it('are in software in production with a record that two named persons have signed with openssl', () => {
    expect(open({ CEREMONY_RECORD_FILE: record('good.json', ['one', 'two']) })).toBeInstanceOf(
      SealedKeyStore,
    );
  });

  it.each<[string, () => string, RegExp]>([
    ['one person signed', () => record('single.json', ['one', 'stranger']), /2 signatures/],
    ['one person signed twice', () => record('twice.json', ['one', 'one']), /2 signatures/],
    [
      'nobody is named by the settings',
      () => record('strangers.json', ['stranger', 'stranger']),
      /2 signatures/,
    ],
    [
      'the text was changed after the signature',
      () => {
        const file = record('changed.json', ['one', 'two']);
        writeFileSync(file, readFileSync(file, 'utf8').replace('HSM', 'hsm'));
        return file;
      },
      /2 signatures/,
    ],
    [
      'it is about another installation',
      () => record('other.json', ['one', 'two'], { pkiBaseUrl: 'http://autre.example.org' }),
      /autre PKI_BASE_URL/,
    ],
    [
      'it allows something else',
      () => record('hsm.json', ['one', 'two'], { keyStore: 'pkcs11' }),
      /forme attendue/,
    ],
    ['it is missing', () => at('none.json'), /ne se lit pas/],
  ])('are not when, of the record, %s', (_, make, reason) => {
    expect(() => open({ CEREMONY_RECORD_FILE: make() })).toThrow(reason);
  });
});
