import { createHash } from 'node:crypto';
import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { readCertificate, valuesOf } from '@mandataire/pki';

const DAY = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

export const shownAt = (at: Date): string => DAY.format(at);

export const fingerprint = (octets: Uint8Array): string =>
  createHash('sha256').update(octets).digest('hex').toUpperCase();

export const commonName = ({ der }: AuthorityCertificate): string =>
  valuesOf(readCertificate(der).subject, 'commonName')[0] ?? '';

const KIND = {
  ROOT: 'AC racine',
  ISSUING: 'AC émettrice',
  OCSP_SIGNER: 'Signataire OCSP',
  SEAL: 'Cachet',
} as const;

/** One certificate of the authority in two lines. */
export const described = (certificate: AuthorityCertificate): string =>
  `${KIND[certificate.kind]} ${certificate.name} : ${commonName(certificate)}, valable jusqu’au ${shownAt(certificate.notAfter)}\n` +
  `  SHA-256 ${fingerprint(certificate.der)}`;
