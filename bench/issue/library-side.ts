import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  type JsonName,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';
import type { Retrieval } from './prepare.js';
import { serveTurns } from './side.js';

/** The library by itself: it parses, verifies the proof of possession and creates. No lint, no row, no status. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const NAME: JsonName = [
  { C: ['FR'] },
  { O: ['Entreprise'] },
  { '2.5.4.97': ['NTRFR-552008443'] },
  { '2.5.4.4': ['Lefèvre'] },
  { '2.5.4.42': ['Hélène'] },
  { CN: ['Hélène Lefèvre'] },
  { '2.5.4.5': ['0123456789'] },
];
const YEARS_3_MS = 1_095 * 86_400_000;

cryptoProvider.set(webcrypto as never);
const retrievals = JSON.parse(
  readFileSync(process.env.RETRIEVALS_FILE ?? '', 'utf8'),
) as readonly Retrieval[];
const keys = (await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])) as never as {
  privateKey: never;
  publicKey: never;
};
const authorityKey = await AuthorityKeyIdentifierExtension.create(keys.publicKey);

serveTurns(async (index) => {
  const request = new Pkcs10CertificateRequest(retrievals[index]?.csr ?? '');
  if (!(await request.verify())) throw new Error('no proof of possession');
  const notBefore = new Date();
  await X509CertificateGenerator.create({
    ...{ serialNumber: `40${randomBytes(15).toString('hex')}`, subject: NAME, issuer: 'C=FR,CN=Authority' },
    ...{ notBefore, notAfter: new Date(notBefore.getTime() + YEARS_3_MS) },
    ...{ signingKey: keys.privateKey, publicKey: request.publicKey, signingAlgorithm: ALGORITHM },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4']),
      new CertificatePolicyExtension(['1.3.6.1.4.1.32473.1.1']),
      new CRLDistributionPointsExtension(['http://pki.example.org/crl']),
      authorityKey,
      await SubjectKeyIdentifierExtension.create(request.publicKey),
    ],
  });
});
