import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { QualifiedStatements } from '@mandataire/domain/certificate';
import {
  EXTENSION,
  authorityInformationAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoint,
  emailAddress,
  extendedKeyUsage,
  extension,
  keyUsage,
  qualifiedStatements,
  subjectKeyIdentifier,
  writeSigned,
  writeToBeSigned,
  type ToBeSigned,
} from '../certificate/index.js';
import { children, readDer, sequence, utf8String, objectIdentifier, set } from '../der/index.js';
import { checkCertifiedData, holderName, writeName, type AttributeName } from '../name/index.js';
import { ECDSA_SHA256, ECDSA_SHA384 } from '../public-key/index.js';
import {
  DEMO_POLICY,
  ThrowAwayChain,
  aHolder,
  aProfile,
  randomSerial,
  throwAwayKey,
} from '../testing/index.js';
import { PERSON_LINTS, expectedPerson, lintPersonCertificate, type ExpectedPerson } from './index.js';

const now = new Date('2026-02-28T12:00:00Z');
const chain = new ThrowAwayChain(now);
const holder = aHolder();
const profile = aProfile();
const key = throwAwayKey();
const addresses = chain.addresses();

const expected: ExpectedPerson = expectedPerson(holder, profile, {
  issuer: chain.issuer,
  family: 'DUAL',
  issuerValidity: { notBefore: new Date('2025-01-01'), notAfter: new Date('2035-01-01') },
  addresses,
  demonstration: true,
});

/** Extensions by name, so that a test replaces or removes just one. */
const sound: Readonly<Record<string, Uint8Array>> = {
  authorityKeyIdentifier: authorityKeyIdentifier(chain.issuer.publicKey),
  subjectKeyIdentifier: subjectKeyIdentifier(key.publicKey),
  keyUsage: keyUsage(0, 1),
  policies: certificatePolicies([DEMO_POLICY]),
  email: emailAddress(holder.email),
  basicConstraints: basicConstraints(),
  extendedKeyUsage: extendedKeyUsage(profile.extendedKeyUsageOids),
  crl: crlDistributionPoint(addresses.crl),
  access: authorityInformationAccess(addresses.caIssuers, addresses.ocsp),
};

const without = (name: string): Uint8Array[] =>
  Object.entries(sound).flatMap(([each, octets]) => (each === name ? [] : [octets]));
const replaced = (name: string, octets: Uint8Array): Uint8Array[] => [...without(name), octets];

/** A fault, by what is written or by changing the parts of the TBSCertificate afterwards. */
interface Fault extends Partial<ToBeSigned> {
  readonly rewrite?: (parts: readonly Uint8Array[]) => readonly Uint8Array[];
}

function lint({ rewrite, ...changes }: Fault = {}, wanted: Partial<ExpectedPerson> = {}): string[] {
  const written = writeToBeSigned({
    serial: randomSerial(),
    publicKey: key.publicKey,
    validity: { notBefore: now, notAfter: new Date('2029-02-28T12:00:00Z') },
    algorithm: ECDSA_SHA256,
    issuerName: chain.issuer.name,
    subjectName: writeName(holderName(holder)),
    extensions: Object.values(sound),
    ...changes,
  });
  const parts = children(readDer(written)).map(({ raw }) => raw);
  const toBeSigned = rewrite ? sequence(...rewrite(parts)) : written;
  const der = writeSigned(toBeSigned, ECDSA_SHA256, throwAwayKey().sign(toBeSigned));
  return lintPersonCertificate(der, { ...expected, ...wanted }).map(
    ({ clause, message }) => `${clause} ${message}`,
  );
}

const subject = (name: AttributeName, value: string): Partial<ToBeSigned> => ({
  subjectName: writeName(
    holderName(holder).map(([each, old]) => [each, each === name ? value : old] as const),
  ),
});
const subjectWithout = (name: AttributeName): Partial<ToBeSigned> => ({
  subjectName: writeName(holderName(holder).filter(([each]) => each !== name)),
});
const extra = (oid: string): Partial<ToBeSigned> => ({
  subjectName: sequence(
    readDer(writeName(holderName(holder))).content,
    set(sequence(objectIdentifier(oid), utf8String('x'))),
  ),
});
/** The attribute at this place of the subject, as UTF8String whatever its type should be. */
const attributeAt = (position: number, oid: string, value: string): Fault => ({
  subjectName: sequence(
    ...children(readDer(writeName(holderName(holder))))
      .map(({ raw }) => raw)
      .with(position, set(sequence(objectIdentifier(oid), utf8String(value)))),
  ),
});
const rsaKey = (modulusLength: number, publicExponent = 65_537): Uint8Array =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({
    type: 'spki',
    format: 'der',
  });
const ecKey = (namedCurve: string): Uint8Array =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'der' });
const replacing = (position: number, octets: Uint8Array): Fault => ({
  rewrite: (parts) => parts.with(position, octets),
});
const generalizedTime = (at: string): Uint8Array =>
  Buffer.concat([Uint8Array.of(0x18, at.length), Buffer.from(at)]);
/** A certificate of an authority that may claim to be qualified. */
const QUALIFIED: QualifiedStatements = {
  qscd: true,
  type: 'ESIGN',
  disclosures: [{ url: 'https://pki.exemple.fr/pds-fr.pdf', language: 'fr' }],
};
const ends = (notAfter: string): Partial<ToBeSigned> => ({
  validity: { notBefore: now, notAfter: new Date(notAfter) },
});

/** One fault at least for each thing that a lint may say: what it is, what is written, what is said, what was wanted. */
const PLANTED: readonly (readonly [string, Fault, string, Partial<ExpectedPerson>?])[] = [
  ['three years and a second', ends('2029-02-28T12:00:01Z'), 'F34 validity exceeds 36 months'],
  ['an end before the beginning', ends('2026-02-28T12:00:00Z'), 'F34 validity ends before it begins'],
  [
    'keyUsage of another usage',
    { extensions: replaced('keyUsage', keyUsage(0)) },
    'F36 keyUsage is not that of the usages',
  ],
  [
    'keyUsage of an authority',
    { extensions: replaced('keyUsage', keyUsage(0, 1, 5)) },
    'F36 keyUsage is not that of the usages',
  ],
  [
    'keyUsage not critical',
    { extensions: replaced('keyUsage', extension(EXTENSION.keyUsage, Buffer.from('030206c0', 'hex'))) },
    'F36 keyUsage is not critical',
  ],
  ['no keyUsage', { extensions: without('keyUsage') }, 'F36 keyUsage is missing'],
  [
    'another purpose',
    { extensions: replaced('extendedKeyUsage', extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])) },
    'F36 extendedKeyUsage is not that of the profile',
  ],
  ['a country in small letters', subject('countryName', 'fr'), 'F37 countryName is not two capitals'],
  [
    'a unit of another SIREN',
    subject('organizationalUnitName', '0002 552100554'),
    'F37 not exactly one organizationalUnitName "0002 SIREN"',
  ],
  [
    'the misprint 00002',
    subject('organizationalUnitName', '00002 732829320'),
    'F37 not exactly one organizationalUnitName "0002 SIREN"',
  ],
  [
    'given names with a space after the comma',
    subject('givenName', 'Zoé, Anne-Marie'),
    'F37 givenName is not separated by commas without space',
  ],
  [
    'a common name of another person',
    subject('commonName', 'Zoé Durand'),
    'F37 commonName is not first given name and surname',
  ],
  ['outer spaces', subject('title', ' chef'), 'F37 title is blank or has outer spaces'],
  ['no organisation', subjectWithout('organizationName'), 'F37 organizationName is not there once'],
  ['no surname', subjectWithout('surname'), 'F68 surname is not there once'],
  ['a pseudonym', extra('2.5.4.65'), 'F68 a pseudonym stands beside the names'],
  ['an attribute of no clause', extra('2.5.4.7'), 'F68 attribute 2.5.4.7 is not expected'],
  [
    'a VAT number as identifier',
    subject('organizationIdentifier', 'VATFR-44732829320'),
    'F69 organizationIdentifier is not NTRFR-SIREN',
  ],
  ['no CRL address', { extensions: without('crl') }, 'F71 no http address of the CRL'],
  [
    'no OCSP address',
    { extensions: replaced('access', authorityInformationAccess(addresses.caIssuers)) },
    'F71 no http address of OCSP',
  ],
  [
    'an ldap address',
    { extensions: replaced('crl', crlDistributionPoint('ldap://x/y')) },
    'F71 no http address of the CRL',
  ],
  [
    'qcStatements',
    { extensions: [...Object.values(sound), extension(EXTENSION.qcStatements, sequence())] },
    'D14 qcStatements are present',
  ],
  ['no policy', { extensions: without('policies') }, 'D14 no certificate policy'],
  [
    'RSA-2048',
    { publicKey: throwAwayKey('RSA-2048').publicKey },
    'D21 the public key is too weak or of another algorithm',
  ],
  ['ETSI semantics', subject('serialNumber', 'IDCFR-123456789012'), 'D23 serialNumber has ETSI semantics'],
  ['a NIR', subject('serialNumber', '285057512345642'), 'D23 serialNumber looks like a NIR'],
  [
    'an organisation of 65 characters',
    subject('organizationName', 'é'.repeat(65)),
    'V10 organizationName exceeds 64 characters',
  ],
  ['a title of 65 characters', subject('title', 'x'.repeat(65)), 'V10 title exceeds 64 characters'],
  [
    'a serial of 15 octets',
    { serial: `00${randomSerial().slice(2)}` },
    'RFC 5280 §4.1.2.2 serial has fewer than 16 octets',
  ],
  ['a serial of zero', { serial: '00' }, 'RFC 5280 §4.1.2.2 serial has fewer than 16 octets'],
  [
    'a serial of 21 octets with its sign',
    { serial: 'ff'.repeat(20) },
    'RFC 5280 §4.1.2.2 serial has more than 20 octets',
  ],
  [
    'two signature algorithms',
    { algorithm: ECDSA_SHA384 },
    'RFC 5280 §4.1.1.2 the two signature algorithms differ',
  ],
  [
    'an authority',
    { extensions: replaced('basicConstraints', basicConstraints(0)) },
    'RFC 5280 §4.2 basicConstraints makes the subject an authority',
  ],
  [
    'no authority key',
    { extensions: without('authorityKeyIdentifier') },
    'RFC 5280 §4.2 authorityKeyIdentifier is missing',
  ],
  [
    'an extension twice',
    { extensions: [...Object.values(sound), keyUsage(0, 1)] },
    'RFC 5280 §4.2 an extension appears twice',
  ],
  [
    'the identifier of another key',
    { publicKey: throwAwayKey().publicKey },
    'RFC 5280 §4.2 subjectKeyIdentifier is not that of the key',
  ],
  [
    'another e-mail',
    { extensions: replaced('email', emailAddress('x@y.fr')) },
    'RFC 5280 §4.2.1.6 subjectAltName is not the e-mail alone',
  ],
  [
    'another issuer name',
    { issuerName: writeName([['commonName', 'x']]) },
    'RFC 5280 §4.1.2.4 issuer is not the subject of the issuing authority',
  ],
  [
    'the identifier of another authority',
    { extensions: replaced('authorityKeyIdentifier', authorityKeyIdentifier(key.publicKey)) },
    'RFC 5280 §4.1.2.4 authorityKeyIdentifier is not that of the issuing authority',
  ],
  [
    'a name that is not normalised',
    subject('surname', 'Lefèvre'.normalize('NFD')),
    'RFC 5280 §7.1 surname is not in Unicode form NFC',
  ],
  [
    'a space that does not break',
    subject('title', 'chef\u00A0d’atelier'),
    'RFC 5280 §7.1 title has a doubled or odd space',
  ],
  [
    'a mark that turns the direction',
    subject('title', 'chef \u202Egro'),
    'RFC 5280 §7.1 title has a control or invisible character',
  ],
  [
    'keyUsage of setting D',
    { extensions: replaced('keyUsage', keyUsage(0, 2)) },
    'F70 keyUsage is none of the settings A, B and C',
  ],
  ['exponent 3', { publicKey: rsaKey(3072, 3) }, 'F74 the exponent is even or outside its bounds'],
  ['RSA-1024', { publicKey: rsaKey(1024) }, 'F74 the modulus has fewer than 1900 bits'],
  [
    'P-192',
    { publicKey: ecKey('prime192v1') },
    'F74 the key is of an algorithm or on a curve that is not recognised',
  ],
  [
    'secp256k1',
    { publicKey: ecKey('secp256k1') },
    'F74 the key is of an algorithm or on a curve that is not recognised',
  ],
  [
    'an address of another authority',
    { extensions: replaced('crl', crlDistributionPoint('http://pki.exemple.fr/crl/service.crl')) },
    'F71 an address is not that of the issuing authority',
  ],
  [
    'an extension that is not DER',
    { extensions: replaced('keyUsage', extension(EXTENSION.keyUsage, Uint8Array.of(3, 9), true)) },
    'F36 cannot be read: element longer than its container',
  ],
  [
    'a beginning before that of the authority',
    {},
    'F34 validity begins before that of the issuing authority',
    {
      issuerValidity: { notBefore: new Date(now.getTime() + 1000), notAfter: new Date('2035-01-01') },
    },
  ],
  [
    'an end after that of the authority',
    {},
    'F34 validity exceeds that of the issuing authority',
    {
      issuerValidity: { notBefore: new Date('2025-01-01'), notAfter: new Date('2028-01-01') },
    },
  ],
  [
    'a usage of another family',
    {},
    'F35 the issuing authority is of another family of usages',
    { family: 'SIGNATURE' },
  ],
  ['keyUsage without a bit', { extensions: replaced('keyUsage', keyUsage()) }, 'F36 keyUsage has no bit'],
  ['a string of another type', attributeAt(0, '2.5.4.6', 'FR'), 'F37 countryName has the wrong string type'],
  ['a SIREN of eight digits', {}, 'F69 SIREN is not nine digits', { siren: '73282932' }],
  [
    'an identifier as the name of the organisation',
    subject('organizationName', 'NTRFR-732829320'),
    'F69 organizationIdentifier repeats O',
  ],
  [
    'an ldap address of the issuer',
    {
      extensions: replaced('access', authorityInformationAccess('ldap://x/y', addresses.ocsp)),
    },
    'F71 no http address of the issuer certificate',
  ],
  [
    'qcStatements of no profile',
    { extensions: [...Object.values(sound), qualifiedStatements(QUALIFIED)] },
    'F72 qcStatements are not those of the profile',
  ],
  ['no qcStatements', {}, 'F72 qcStatements are missing or critical', { qualified: QUALIFIED }],
  [
    'a disclosure without https',
    {},
    'F72 a disclosure statement has no https address or no language',
    {
      qualified: { ...QUALIFIED, disclosures: [{ url: 'http://pki.exemple.fr/pds.pdf', language: 'fr' }] },
    },
  ],
  [
    'a QCP policy without qcStatements',
    {},
    'F73 a QCP policy and qcStatements do not go together',
    { policyOids: ['0.4.0.194112.1.0'] },
  ],
  [
    'a QCP-qscd policy without its device',
    {},
    'F73 a QCP-qscd policy and QcSSCD do not go together',
    { policyOids: ['0.4.0.194112.1.2'] },
  ],
  [
    'another policy',
    { extensions: replaced('policies', certificatePolicies(['1.3.6.1.4.1.32473.9.2'])) },
    'D14 policies are not those of the profile',
  ],
  [
    'a policy of ETSI',
    { extensions: replaced('policies', certificatePolicies(['0.4.0.2042.1.1'])) },
    'D14 a policy of ETSI or RGS is asserted',
  ],
  [
    'a policy of a UUID',
    {
      extensions: replaced(
        'policies',
        certificatePolicies(['2.25.329800735698586629295641978511506172918.1']),
      ),
    },
    'RFC 5280 §B an object identifier is larger than readers must take',
  ],
  ['an e-mail as serialNumber', attributeAt(7, '2.5.4.5', holder.email), 'D23 serialNumber holds an e-mail'],
  [
    'an e-mail of 256 characters',
    { extensions: replaced('email', emailAddress(`${'x'.repeat(246)}@exemple.fr`.slice(-256))) },
    'V10 e-mail exceeds 255 characters',
  ],
  ['version 1', { rewrite: (parts) => parts.slice(1) }, 'RFC 5280 §4.1.1.2 version is not 3'],
  [
    'a negative serial',
    replacing(1, Buffer.from(`0210${'80'.repeat(16)}`, 'hex')),
    'RFC 5280 §4.1.2.2 serial is not positive',
  ],
  ['no issuer name', { issuerName: sequence() }, 'RFC 5280 §4.1.2.4 the issuer has no name'],
  [
    'a date of this century in the form of the next',
    replacing(4, sequence(generalizedTime('20260228120000Z'), generalizedTime('20280228120000Z'))),
    'RFC 5280 §4.1.2.5 a date is in the form of another century',
  ],
  [
    'basicConstraints that are not critical',
    { extensions: replaced('basicConstraints', extension(EXTENSION.basicConstraints, sequence())) },
    'RFC 5280 §4.2 basicConstraints is not critical',
  ],
  [
    'a critical extension that a verifier may not know',
    {
      extensions: replaced(
        'policies',
        extension(EXTENSION.certificatePolicies, sequence(sequence(objectIdentifier(DEMO_POLICY))), true),
      ),
    },
    'RFC 5280 §4.2 extension 2.5.29.32 is critical',
  ],
  [
    'an extension of no clause',
    { extensions: [...Object.values(sound), extension('1.3.6.1.4.1.311.20.2', utf8String('x'))] },
    'RFC 5280 §4.2 extension 1.3.6.1.4.1.311.20.2 is not expected',
  ],
];

/** What the sources of the lints say, as patterns: strings of several words that are neither clauses nor compared with. */
function messagesOfLints(): RegExp[] {
  const folder = path.resolve('libs/pki/src/lint');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.lint.ts'));
  return sources.flatMap((name) => {
    const source = readFileSync(path.join(folder, name), 'utf8');
    return [...source.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'([^'\n]*)'|`([^`]*)`/g)].flatMap((found) => {
      const text = found[1] ?? found[2] ?? '';
      const isCompared = /===\s*$/.test(source.slice(0, found.index));
      return text.includes(' ') && !text.startsWith('RFC ') && !isCompared ? [patternOf(text)] : [];
    });
  });
}

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  );

describe('lints of a person certificate', () => {
  it('find nothing on a sound certificate', () => {
    expect(lint()).toEqual([]);
  });

  it.each(PLANTED.map(([fault, ...planted]) => [fault, planted] as const))('find %s', (_, planted) => {
    const [changes, finding, wanted] = planted;
    expect(lint(changes, wanted)).toContain(finding);
  });

  it('say nothing that was never planted', () => {
    const said = PLANTED.map(([, , finding]) => finding.replace(/^(RFC 5280 §\S+|\S+) /, ''));
    const messages = messagesOfLints();
    expect(messages.length).toBeGreaterThan(50);
    expect(messages.filter((message) => !said.some((each) => message.test(each)))).toEqual([]);
  });

  it('find a policy of ETSI or RGS even when the profile asks for it (D14)', () => {
    for (const oid of ['0.4.0.2042.1.1', '1.2.250.1.137.2.2.1.2.1.6']) {
      const extensions = replaced('policies', certificatePolicies([oid]));
      expect(lint({ extensions }, { policyOids: [oid] })).toEqual([
        'D14 a policy of ETSI or RGS is asserted',
      ]);
    }
  });

  it('accept qcStatements of an authority that may claim them, and only those of the profile (F72, F73)', () => {
    const qualified = QUALIFIED;
    const policyOids = ['0.4.0.194112.1.2'];
    const claims = { demonstration: false, policyOids };
    const statements = qualifiedStatements(qualified);
    const extensions = [...replaced('policies', certificatePolicies(policyOids)), statements];
    expect(lint({ extensions }, { ...claims, qualified })).toEqual([]);
    expect(lint({ extensions }, { ...claims, qualified: undefined })).toEqual([
      'F72 qcStatements are not those of the profile',
      'F73 a QCP policy and qcStatements do not go together',
      'F73 a QCP-qscd policy and QcSSCD do not go together',
    ]);
    expect(lint({ extensions }, { ...claims, qualified: { ...qualified, qscd: false } })).toEqual([
      'F72 qcStatements are not those of the profile',
      'F73 a QCP-qscd policy and QcSSCD do not go together',
    ]);
    expect(lint({ extensions: extensions.slice(0, -1) }, { ...claims, qualified })).toContain(
      'F72 qcStatements are missing or critical',
    );
    expect(Buffer.from(statements).toString('hex')).toContain('060604008e460104');
  });

  it.each([
    ['é and œ', { surname: 'Lebœuf-Çelik', givenNames: ['Maëlle'] }],
    ['an apostrophe, straight or typographic', { surname: 'D’Œuvre', companyName: "L'Atelier" }],
    ['a company of 64 characters', { companyName: 'é'.repeat(64) }],
    ['a common name of 64 characters', { surname: 'x'.repeat(60) }],
    ['a name written from right to left', { surname: 'كوهين', givenNames: ['דנה'] }],
    ['a surname beyond the first plane', { surname: '𠮷野' }],
  ])('find nothing in names with %s', (_, changes) => {
    const data = aHolder(changes);
    expect(checkCertifiedData(data)).toEqual([]);
    expect(lint({ subjectName: writeName(holderName(data)) })).toEqual([]);
  });

  it('find a validity beyond the profile (R13, F34)', () => {
    expect(lint({}, { validityMonths: 12 })).toEqual(['F34 validity exceeds 12 months']);
  });

  it('find that octets are not a certificate instead of throwing', () => {
    expect(lintPersonCertificate(Buffer.from('bonjour'), expected)[0]?.clause).toBe('RFC 5280 §4.1');
  });

  it('have one clause each', () => {
    const clauses = PERSON_LINTS.map(({ clause }) => clause);
    expect(new Set(clauses).size).toBe(clauses.length);
  });
});
