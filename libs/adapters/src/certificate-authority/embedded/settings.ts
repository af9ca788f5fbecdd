import { randomBytes } from 'node:crypto';
import type { AuthorityRegister } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import {
  DEMO_ORGANISATION,
  serialFromRandom,
  type RootAddresses,
  type StatusAddresses,
} from '@mandataire/pki';

/** What a new root takes its names from; whatever is made below it later takes them from the root's certificate. */
export interface AuthorityNames {
  readonly organisation: string;
  /** What every common name begins with. */
  readonly commonName: string;
}

/** Out of the box nobody can take this authority for a real one (D14). */
export const DEMO_NAMES: AuthorityNames = {
  organisation: DEMO_ORGANISATION,
  commonName: DEMO_ORGANISATION,
};

/** For a process that holds no keys of a kind: whatever needs one fails, and says so. */
const noKeys = (refusal: () => Error): KeyStore => {
  const refuse = async (): Promise<never> => {
    throw refusal();
  };
  return { generate: refuse, has: refuse, publicKey: refuse, sign: refuse };
};

/** A ceremony needs the root's key, which isn't here: it is offline, or its folder or secret isn't given. */
export class RootKeyAbsentError extends Error {
  override readonly name = 'RootKeyAbsentError';
  constructor() {
    super(
      'The key of the root is not here: only a ceremony has it, with ROOT_KEY_DIR and ROOT_KEY_SECRET' +
        ' (a demonstration of an earlier version: npm run reset)',
    );
  }
}

export interface EmbeddedAuthoritySettings {
  readonly register: AuthorityRegister;
  /** The root's key, for ceremonies alone: left out, everything but them works. */
  readonly rootKeys?: KeyStore | undefined;
  /** Keys of the issuing authorities; the status service never holds them. */
  readonly caKeys: KeyStore;
  /** Keys of the OCSP signers, shared with the status service; left out, none is made. */
  readonly ocspKeys?: KeyStore | undefined;
  /** Keys of the platform's seal, the worker's alone; left out, none is made. */
  readonly sealKeys?: KeyStore | undefined;
  /** Public address of the status service, without a final slash; it enters every certificate and never changes again. */
  readonly pkiBaseUrl: string;
  readonly names?: AuthorityNames | undefined;
  /** Serial numbers of the authority's own certificates; tests fix them. */
  readonly newSerial?: () => string;
}

export type ResolvedSettings = {
  readonly [K in keyof EmbeddedAuthoritySettings]-?: Exclude<EmbeddedAuthoritySettings[K], undefined>;
};

/** @throws RangeError when the public address isn't an http(s) URL: it would make every certificate useless. */
export function resolveSettings(settings: EmbeddedAuthoritySettings): ResolvedSettings {
  const pkiBaseUrl = settings.pkiBaseUrl.replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(pkiBaseUrl))
    throw new RangeError('pkiBaseUrl: http(s) URL expected');
  return {
    ...settings,
    pkiBaseUrl,
    rootKeys: settings.rootKeys ?? noKeys(() => new RootKeyAbsentError()),
    ocspKeys: settings.ocspKeys ?? noKeys(() => new Error('This process holds no OCSP key')),
    sealKeys: settings.sealKeys ?? noKeys(() => new Error('This process holds no key of the seal')),
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
