import path from 'node:path';
import { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { SealedKeyStore } from '@mandataire/adapters/key-store';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';

/** Sealed keys of root and issuing authority: `DATA_DIR/keys/ca`. */
export const caKeyStore = (dataDir: string, secret: string): KeyStore =>
  new SealedKeyStore({ folder: path.resolve(dataDir, 'keys', 'ca'), secret });

/** Sealed keys of the OCSP signers, apart from the authority's: `DATA_DIR/keys/ocsp`. */
export const ocspKeyStore = (dataDir: string, secret: string): KeyStore =>
  new SealedKeyStore({ folder: path.resolve(dataDir, 'keys', 'ocsp'), secret });

const refuse = (): never => {
  throw new Error('This process holds no OCSP key');
};

/** For a process that never makes or uses an OCSP signer. */
const NO_KEYS: KeyStore = { generate: refuse, has: refuse, publicKey: refuse, sign: refuse };

export interface AuthoritySettings {
  readonly dataDir: string;
  readonly pkiBaseUrl: string;
  readonly caKeySecret: string;
  /** Left out by the API, which only issues. */
  readonly ocspKeySecret?: string;
  readonly register: AuthorityRegister;
}

/** The embedded authority over its sealed key stores (D14). */
export const composeAuthority = (settings: AuthoritySettings): EmbeddedCertificateAuthority =>
  new EmbeddedCertificateAuthority({
    register: settings.register,
    caKeys: caKeyStore(settings.dataDir, settings.caKeySecret),
    ocspKeys:
      settings.ocspKeySecret === undefined ? NO_KEYS : ocspKeyStore(settings.dataDir, settings.ocspKeySecret),
    pkiBaseUrl: settings.pkiBaseUrl,
  });
