import { randomBytes } from 'node:crypto';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import {
  DEMO_ORGANISATION,
  serialFromRandom,
  type RootAddresses,
  type StatusAddresses,
} from '@mandataire/pki';

/** Names in the authority's own certificates; those of an issuing authority and its signers end in its usage. */
export interface AuthorityNames {
  readonly organisation: string;
  readonly root: string;
  readonly issuing: string;
  readonly ocspSigner: string;
}

/** Out of the box nobody can take this authority for a real one (D14). */
export const DEMO_NAMES: AuthorityNames = {
  organisation: DEMO_ORGANISATION,
  root: `${DEMO_ORGANISATION} – AC racine`,
  issuing: `${DEMO_ORGANISATION} – AC`,
  ocspSigner: `${DEMO_ORGANISATION} – Répondeur OCSP`,
};

export interface EmbeddedAuthoritySettings {
  readonly register: AuthorityRegister;
  /** Keys of root and issuing authorities; the status service never holds them. */
  readonly caKeys: KeyStore;
  /** Keys of the OCSP signers, shared with the status service. */
  readonly ocspKeys: KeyStore;
  /** Public address of the status service, without a final slash; it enters every certificate and never changes again. */
  readonly pkiBaseUrl: string;
  readonly names?: AuthorityNames;
  /** Serial numbers of the authority's own certificates; tests fix them. */
  readonly newSerial?: () => string;
}

export type ResolvedSettings = Required<EmbeddedAuthoritySettings>;

/** @throws RangeError when the public address isn't an http(s) URL: it would make every certificate useless. */
export function resolveSettings(settings: EmbeddedAuthoritySettings): ResolvedSettings {
  const pkiBaseUrl = settings.pkiBaseUrl.replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(pkiBaseUrl))
    throw new RangeError('pkiBaseUrl: http(s) URL expected');
  return {
    ...settings,
    pkiBaseUrl,
    names: settings.names ?? DEMO_NAMES,
    newSerial: settings.newSerial ?? (() => serialFromRandom(randomBytes(16))),
  };
}

/** Where certificate, list and status of an authority are, by its name (F71); one OCSP responder serves all of them. */
export const statusAddresses = (pkiBaseUrl: string, name: string): StatusAddresses => ({
  caIssuers: `${pkiBaseUrl}/ca/${name}.cer`,
  ocsp: `${pkiBaseUrl}/ocsp`,
  crl: `${pkiBaseUrl}/crl/${name}.crl`,
});

/** A root answers no OCSP: its list says all. */
export const rootAddresses = (pkiBaseUrl: string, name: string): RootAddresses => {
  const { caIssuers, crl } = statusAddresses(pkiBaseUrl, name);
  return { caIssuers, crl };
};
