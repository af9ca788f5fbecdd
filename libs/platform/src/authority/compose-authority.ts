import path from 'node:path';
import {
  EmbeddedCertificateAuthority,
  isDemonstration,
  type AuthorityNames,
} from '@mandataire/adapters/certificate-authority';
import { Pkcs11KeyStore, SealedKeyStore } from '@mandataire/adapters/key-store';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import type { ApiConfig, AuthorityConfig, WorkerConfig } from '../config/index.js';
import { requireCeremonyRecord } from './ceremony-record.js';

type KeyConfig = ApiConfig | WorkerConfig | AuthorityConfig;

/**
 * Keys of the issuing authorities: in an HSM, or sealed in `DATA_DIR/keys/ca`, which production wants a ceremony record for
 * (D14).
 * @throws ConfigurationError
 */
export function caKeyStore(config: KeyConfig): KeyStore {
  if (config.KEY_STORE === 'pkcs11') {
    const { PKCS11_PIN_FILE: file, PKCS11_PIN: value } = config;
    return tokenKeys(config, config.PKCS11_TOKEN_LABEL ?? '', { file, value });
  }
  if (config.NODE_ENV === 'production' && !config.DEMO) requireCeremonyRecord(config);
  return new SealedKeyStore({
    folder: path.resolve(config.DATA_DIR, 'keys', 'ca'),
    secret: config.CA_KEY_SECRET ?? '',
  });
}

/** The root's key, in a token or folder of its own under a code or secret of its own; undefined where none is given. */
function rootKeyStore(config: AuthorityConfig): KeyStore | undefined {
  if (config.KEY_STORE === 'pkcs11') {
    const { PKCS11_ROOT_TOKEN_LABEL: label, PKCS11_ROOT_PIN_FILE: file, PKCS11_ROOT_PIN: value } = config;
    return label === undefined ? undefined : tokenKeys(config, label, { file, value });
  }
  const { DATA_DIR, ROOT_KEY_SECRET: secret, ROOT_KEY_DIR: folder } = config;
  if (secret === undefined) return undefined;
  return new SealedKeyStore({ folder: path.resolve(folder ?? path.join(DATA_DIR, 'keys', 'root')), secret });
}

const tokenKeys = (
  { PKCS11_MODULE: module = '', PKCS11_SESSIONS: sessions }: KeyConfig,
  tokenLabel: string,
  { file, value = '' }: { readonly file: string | undefined; readonly value: string | undefined },
): KeyStore =>
  new Pkcs11KeyStore({ module, tokenLabel, sessions, pin: file === undefined ? { value } : { file } });

/** Sealed keys of the OCSP signers, apart from the authority's: `DATA_DIR/keys/ocsp`. */
export const ocspKeyStore = (dataDir: string, secret: string): KeyStore =>
  new SealedKeyStore({ folder: path.resolve(dataDir, 'keys', 'ocsp'), secret });

/** Sealed keys of the platform's seal, apart from all others: `DATA_DIR/keys/seal` (ADR 0060). */
export const sealKeyStore = (dataDir: string, secret: string): KeyStore =>
  new SealedKeyStore({ folder: path.resolve(dataDir, 'keys', 'seal'), secret });

const sealKeysOf = (config: KeyConfig): KeyStore | undefined =>
  'SEAL_KEY_SECRET' in config && config.SEAL_KEY_SECRET !== undefined
    ? sealKeyStore(config.DATA_DIR, config.SEAL_KEY_SECRET)
    : undefined;

function namesOf({ CA_ORGANISATION, CA_COMMON_NAME }: AuthorityConfig): AuthorityNames | undefined {
  if (CA_ORGANISATION === undefined || CA_COMMON_NAME === undefined) return undefined;
  return { organisation: CA_ORGANISATION, commonName: CA_COMMON_NAME };
}

/**
 * The embedded authority over its key stores (D14). API and worker never hold the root's key, and the API, which only
 * issues, no key of an OCSP signer.
 * @throws ConfigurationError
 */
export const composeAuthority = (
  config: KeyConfig,
  register: AuthorityRegister,
): EmbeddedCertificateAuthority =>
  new EmbeddedCertificateAuthority({
    register,
    caKeys: caKeyStore(config),
    ocspKeys: 'OCSP_KEY_SECRET' in config ? ocspKeyStore(config.DATA_DIR, config.OCSP_KEY_SECRET) : undefined,
    sealKeys: sealKeysOf(config),
    pkiBaseUrl: config.PKI_BASE_URL,
  });

/** The same with the root's key, as ceremonies hold it. @throws ConfigurationError */
export const composeCeremony = (
  config: AuthorityConfig,
  register: AuthorityRegister,
): EmbeddedCertificateAuthority =>
  new EmbeddedCertificateAuthority({
    register,
    rootKeys: rootKeyStore(config),
    caKeys: caKeyStore(config),
    ocspKeys: ocspKeyStore(config.DATA_DIR, config.OCSP_KEY_SECRET),
    sealKeys: sealKeysOf(config),
    pkiBaseUrl: config.PKI_BASE_URL,
    names: namesOf(config),
  });

/** Whether one person may act alone: a demonstration by its settings, and by the names of its root where it has one (D14). */
export async function isDemonstrationAuthority(
  config: AuthorityConfig,
  register: Pick<AuthorityRegister, 'authorityCertificates'>,
): Promise<boolean> {
  const root = (await register.authorityCertificates()).find(({ kind }) => kind === 'ROOT');
  return config.DEMO && (root ? isDemonstration(root) : namesOf(config) === undefined);
}
