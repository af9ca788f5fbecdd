import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { engineOf, type WebCrypto } from './engine.js';
import { fromPem } from './pem.js';

const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';

/** PBKDF2 rounds of both encryptions. */
const ITERATIONS = 200_000;
/**
 * Rounds of the MAC's own derivation (RFC 7292 appendix B): it is tested by whoever guesses, so it must not be the
 * cheap way in. WebCrypto makes each round a call of its own: these cost more time than those above.
 */
const MAC_ITERATIONS = 100_000;

export interface Pkcs12Content {
  readonly privateKey: CryptoKey;
  readonly certificatePem: string;
  /** Issuing authority first, root last. */
  readonly chainPem: readonly string[];
  /** Latin-1 at most; the console asks for printable ASCII (`passwordFindings`), which every program encodes alike. */
  readonly password: string;
  readonly friendlyName: string;
}

const attributesOf = (friendlyName: string): pkijs.Attribute[] => [
  new pkijs.Attribute({
    type: LOCAL_KEY_ID,
    values: [new asn1js.OctetString({ valueHex: new Uint8Array([1]).buffer })],
  }),
  new pkijs.Attribute({ type: FRIENDLY_NAME, values: [new asn1js.BmpString({ value: friendlyName })] }),
];

const certificateBag = (pem: string, bagAttributes?: pkijs.Attribute[]): pkijs.SafeBag =>
  new pkijs.SafeBag({
    bagId: CERTIFICATE_BAG,
    bagValue: new pkijs.CertBag({ parsedValue: pkijs.Certificate.fromBER(fromPem(pem)) }),
    ...(bagAttributes ? { bagAttributes } : {}),
  });

/**
 * The MAC's derivation takes UTF-16 (RFC 7292 appendix B.1), which pkijs makes by putting a zero before each octet: right
 * for the octets of Latin-1, wrong for those of UTF-8.
 */
function macPassword(password: string): ArrayBuffer {
  const units = [...password].map((character) => character.codePointAt(0) ?? 0);
  if (units.some((unit) => unit > 0xff)) throw new Error('a character of the password is outside Latin-1');
  return Uint8Array.from(units).buffer;
}

/**
 * The holder's file (RFC 7292): key and certificates under PBES2, AES-256-CBC, PBKDF2 with SHA-256; SHA-256 MAC. Made
 * where the key is, so that neither key nor password ever leaves it (D20, R39).
 */
export async function assemblePkcs12(
  content: Pkcs12Content,
  crypto: WebCrypto = globalThis.crypto,
): Promise<Uint8Array> {
  const engine = engineOf(crypto);
  const password = new TextEncoder().encode(content.password).buffer;
  const encryption = {
    password,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: ITERATIONS,
  };
  const key = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(await crypto.subtle.exportKey('pkcs8', content.privateKey)),
  });
  await key.makeInternalValues(encryption as never, engine);
  const attributes = attributesOf(content.friendlyName);
  const keyBag = new pkijs.SafeBag({ bagId: SHROUDED_KEY_BAG, bagValue: key, bagAttributes: attributes });
  const certificates = [
    certificateBag(content.certificatePem, attributes),
    ...content.chainPem.map((pem) => certificateBag(pem)),
  ];
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: new pkijs.SafeContents({ safeBags: [keyBag] }) },
        { privacyMode: 1, value: new pkijs.SafeContents({ safeBags: certificates }) },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [{}, encryption] }, engine);
  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await file.makeInternalValues(
    {
      password: macPassword(content.password),
      iterations: MAC_ITERATIONS,
      pbkdf2HashAlgorithm: 'SHA-256',
      hmacHashAlgorithm: 'SHA-256',
    },
    engine,
  );
  return new Uint8Array(file.toSchema().toBER(false));
}

/** Letters that have no accent to take off. */
const SPELT: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøłđðþ]/g, (letter) => SPELT[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** `lea-martin-initio.p12`: a name that any file system takes. */
export const pkcs12FileName = (person: { givenNames: readonly string[]; surname: string }): string =>
  `${[person.givenNames[0] ?? '', person.surname].map(slug).filter(Boolean).join('-') || 'certificat'}-initio.p12`;
