import type { AuthorityCertificate, CertificateRevocationList } from '@mandataire/application/certificate';
import { pem, writeCertificateBundle } from '@mandataire/pki';
import { entityTag, textReply, type Reply } from './reply.js';

const CRL_MAX_AGE_SECONDS = 60;
const CERTIFICATE_MAX_AGE_SECONDS = 3_600;

/**
 * A list, DER, with its dates for caches (RFC 9111 §5.3): kept a minute, never beyond nextUpdate. An expired list is
 * still given, since it says itself that it expired and the verifier must know what is missing.
 */
export function crlReply(list: CertificateRevocationList | undefined, now: Date): Reply {
  if (!list)
    return textReply(503, 'Aucune liste de révocation n’est encore publiée.\n', { 'retry-after': '10' });
  const left = Math.floor((list.nextUpdate.getTime() - now.getTime()) / 1000);
  const maxAge = Math.max(0, Math.min(CRL_MAX_AGE_SECONDS, left));
  return {
    status: 200,
    headers: {
      'content-type': 'application/pkix-crl',
      'cache-control': `max-age=${maxAge}, public, no-transform, must-revalidate`,
      'last-modified': list.thisUpdate.toUTCString(),
      expires: new Date(now.getTime() + maxAge * 1000).toUTCString(),
      // A number is given once, and its list never changes: no need to hash 40 MB for each request.
      etag: `"${list.number}-${list.thisUpdate.getTime()}"`,
    },
    body: list.der,
  };
}

export type CertificateForm = 'cer' | 'pem' | 'p7c';

const CONTENT_TYPE: Readonly<Record<CertificateForm, string>> = {
  cer: 'application/pkix-cert',
  pem: 'application/x-pem-file',
  p7c: 'application/pkcs7-mime; smime-type=certs-only',
};

/** A certificate of the authority, DER (RFC 2585 §4.1) or PEM, or the chain from it to the root (RFC 5280 §4.2.2.1). */
export function certificateReply(chain: readonly AuthorityCertificate[], form: CertificateForm): Reply {
  const [certificate] = chain;
  if (!certificate) return NOT_FOUND;
  const body = {
    cer: () => certificate.der,
    pem: () => Buffer.from(pem('CERTIFICATE', certificate.der)),
    p7c: () => writeCertificateBundle(chain.map(({ der }) => der)),
  }[form]();
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPE[form],
      'content-disposition': `attachment; filename="${certificate.name}.${form}"`,
      'cache-control': `max-age=${CERTIFICATE_MAX_AGE_SECONDS}, public, no-transform`,
      'last-modified': certificate.notBefore.toUTCString(),
      etag: entityTag(body),
    },
    body,
  };
}

export const NOT_FOUND = textReply(404, 'Cette autorité n’existe pas.\n');
