import { generateKeyPairSync, randomBytes, sign as signWith, type KeyObject } from 'node:crypto';
import type { CertificateProfile, CertifiedData } from '@mandataire/domain/certificate';
import {
  authorityName,
  issuerOf,
  issuingToBeSigned,
  ocspSignerToBeSigned,
  personToBeSigned,
  rootToBeSigned,
  serialFromRandom,
  writeSigned,
  type CertificateBasis,
  type Issuer,
} from '../certificate/index.js';
import { CrlWriter, type CrlBasis, type RevokedSerials } from '../crl/index.js';
import type { CrlScope } from '../certificate/index.js';
import { signatureAlgorithmOf } from '../public-key/index.js';

/** A key made for one test, with what it needs to sign. */
export interface ThrowAwayKey {
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
  sign(data: Uint8Array): Uint8Array;
}

export function throwAwayKey(kind: 'P-256' | 'P-384' | 'RSA-2048' | 'RSA-3072' = 'P-256'): ThrowAwayKey {
  const pair = kind.startsWith('RSA')
    ? generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) })
    : generateKeyPairSync('ec', { namedCurve: kind });
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
  return {
    publicKey,
    privateKey: pair.privateKey,
    sign: (data) => signWith(signatureAlgorithmOf(publicKey).digest, data, pair.privateKey),
  };
}

export const signedBy = (key: ThrowAwayKey, toBeSigned: Uint8Array): Uint8Array =>
  writeSigned(toBeSigned, signatureAlgorithmOf(key.publicKey), key.sign(toBeSigned));

/** A list as a test writes it. */
export interface ACrl extends Pick<CrlBasis, 'number' | 'thisUpdate' | 'nextUpdate'> {
  /** Serials in lower-case hexadecimal, 32 digits. */
  readonly entries: readonly { readonly serial: string; readonly revokedAt: Date }[];
}

/** The entries of a small list side by side. */
export const revokedSerials = (entries: ACrl['entries']): RevokedSerials => ({
  count: entries.length,
  serials: Buffer.from(entries.map(({ serial }) => serial).join(''), 'hex'),
  revokedAt: Float64Array.from(entries, ({ revokedAt }) => revokedAt.getTime()),
});

function signedList(key: ThrowAwayKey, issuer: Issuer, content: ACrl, scope: CrlScope): Uint8Array {
  const writer = new CrlWriter({ ...content, issuer, scope });
  writer.add(revokedSerials(content.entries));
  const list = writer.finish();
  return list.signed(key.sign(list.toBeSigned));
}

export const randomSerial = (): string => serialFromRandom(randomBytes(16));

export const aHolder = (changes: Partial<CertifiedData> = {}): CertifiedData => ({
  surname: 'Lefèvre',
  givenNames: ['Zoé', 'Anne-Marie'],
  email: 'zoe.lefevre@exemple.fr',
  jobTitle: 'Responsable des marchés',
  companyName: 'Société d’Exemple SAS',
  siren: '732829320',
  subjectSerialNumber: 'H3K9QW7M2T5X8B4N',
  ...changes,
});

/** Policy below the enterprise number for documentation (RFC 5612), as the demonstration's are. */
export const DEMO_POLICY = '1.3.6.1.4.1.32473.9.1';

export const aProfile = (changes: Partial<CertificateProfile> = {}): CertificateProfile => ({
  code: 'AUDACIO',
  version: 1,
  usages: ['AUTHENTICATION', 'SIGNATURE'],
  policyOids: [DEMO_POLICY],
  validityMonths: 36,
  extendedKeyUsageOids: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4'],
  ...changes,
});

const DAY = 86_400_000;

/** Root, issuing authority and OCSP signer with fresh keys, valid around `now`. */
export class ThrowAwayChain {
  readonly rootKey = throwAwayKey('P-384');
  readonly issuingKey = throwAwayKey();
  readonly ocspKey = throwAwayKey();
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  readonly ocspSigner: Uint8Array;
  readonly issuer: Issuer;

  constructor(
    readonly now: Date,
    readonly baseUrl = 'http://pki.exemple.fr',
  ) {
    const name = (commonName: string) => authorityName('DÉMO – SANS VALEUR', commonName);
    this.root = signedBy(
      this.rootKey,
      rootToBeSigned(this.basis(this.rootKey.publicKey, 7300), name('Racine')),
    );
    this.issuing = signedBy(
      this.rootKey,
      issuingToBeSigned(this.basis(this.issuingKey.publicKey, 3650), name('Émettrice'), issuerOf(this.root), {
        caIssuers: `${baseUrl}/ca/root.cer`,
        crl: `${baseUrl}/crl/root.crl`,
      }),
    );
    this.issuer = issuerOf(this.issuing);
    this.ocspSigner = this.newOcspSigner(this.ocspKey);
  }

  newOcspSigner(key: ThrowAwayKey, days = 30): Uint8Array {
    const subject = authorityName('DÉMO – SANS VALEUR', 'OCSP');
    const caIssuers = `${this.baseUrl}/ca/issuing.cer`;
    return signedBy(
      this.issuingKey,
      ocspSignerToBeSigned(this.basis(key.publicKey, days), subject, this.issuer, caIssuers),
    );
  }

  person(serial = randomSerial(), data = aHolder(), profile = aProfile()): Uint8Array {
    const basis = { ...this.basis(throwAwayKey().publicKey, 365), serial };
    return signedBy(
      this.issuingKey,
      personToBeSigned(basis, { data, profile }, this.issuer, this.addresses()),
    );
  }

  crl(content: ACrl): Uint8Array {
    const scope = { only: 'USERS', url: this.addresses().crl } as const;
    return signedList(this.issuingKey, this.issuer, content, scope);
  }

  rootCrl(content: ACrl): Uint8Array {
    return signedList(this.rootKey, issuerOf(this.root), content, { only: 'AUTHORITIES' });
  }

  addresses(): { caIssuers: string; ocsp: string; crl: string } {
    return {
      caIssuers: `${this.baseUrl}/ca/issuing.cer`,
      ocsp: `${this.baseUrl}/ocsp`,
      crl: `${this.baseUrl}/crl/issuing.crl`,
    };
  }

  basis(publicKey: Uint8Array, days: number): CertificateBasis {
    const notBefore = new Date(this.now.getTime() - 60_000);
    const notAfter = new Date(notBefore.getTime() + days * DAY);
    return { serial: randomSerial(), publicKey, validity: { notBefore, notAfter } };
  }
}
