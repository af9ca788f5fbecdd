import path from 'node:path';
import { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { Pkcs11KeyStore, SealedKeyStore } from '@mandataire/adapters/key-store';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import type { AuthorityConfig } from '../config/index.js';
import { requireCeremonyRecord } from './ceremony-record.js';

/**
 * Keys of the authorities: in an HSM, or sealed in `DATA_DIR/keys/ca`, which production wants a ceremony record for (D14).
 * @throws ConfigurationError
 */
export function caKeyStore(config: Omit<AuthorityConfig, 'OCSP_KEY_SECRET'>): KeyStore {
  if (config.KEY_STORE === 'pkcs11') {
    const { PKCS11_PIN_FILE: file, PKCS11_PIN: value = '' } = config;
    return new Pkcs11KeyStore({
      module: config.PKCS11_MODULE ?? '',
      tokenLabel: config.PKCS11_TOKEN_LABEL ?? '',
      pin: file === undefined ? { value } : { file },
      sessions: config.PKCS11_SESSIONS,
    });
  }
  if (config.NODE_ENV === 'production' && !config.DEMO) requireCeremonyRecord(config);
  return new SealedKeyStore({
    folder: path.resolve(config.DATA_DIR, 'keys', 'ca'),
    secret: config.CA_KEY_SECRET ?? '',
  });
}

/** Sealed keys of the OCSP signers, apart from the authority's: `DATA_DIR/keys/ocsp`. */
export const ocspKeyStore = (dataDir: string, secret: string): KeyStore =>
  new SealedKeyStore({ folder: path.resolve(dataDir, 'keys', 'ocsp'), secret });

const refuse = (): never => {
  throw new Error('This process holds no OCSP key');
};

/** For a process that never makes or uses an OCSP signer. */
const NO_KEYS: KeyStore = { generate: refuse, has: refuse, publicKey: refuse, sign: refuse };

/** The API, which only issues, has no OCSP secret. */
type Config = Omit<AuthorityConfig, 'OCSP_KEY_SECRET'> & Partial<Pick<AuthorityConfig, 'OCSP_KEY_SECRET'>>;

/** The embedded authority over its key stores (D14). @throws ConfigurationError */
export const composeAuthority = (config: Config, register: AuthorityRegister): EmbeddedCertificateAuthority =>
  new EmbeddedCertificateAuthority({
    register,
    caKeys: caKeyStore(config),
    ocspKeys:
      config.OCSP_KEY_SECRET === undefined ? NO_KEYS : ocspKeyStore(config.DATA_DIR, config.OCSP_KEY_SECRET),
    pkiBaseUrl: config.PKI_BASE_URL,
  });
