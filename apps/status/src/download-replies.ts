import type { AuthorityCertificate, CertificateRevocationList } from '@mandataire/application/certificate';
import { pem } from '@mandataire/pki';
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
      etag: entityTag(list.der),
    },
    body: list.der,
  };
}

/** A certificate of the authority, DER (RFC 2585 §4.1) or PEM. */
export function certificateReply(
  certificate: AuthorityCertificate,
  form: 'cer' | 'pem',
  name: string,
): Reply {
  const body = form === 'pem' ? Buffer.from(pem('CERTIFICATE', certificate.der)) : certificate.der;
  return {
    status: 200,
    headers: {
      'content-type': form === 'pem' ? 'application/x-pem-file' : 'application/pkix-cert',
      'content-disposition': `attachment; filename="${name}.${form}"`,
      'cache-control': `max-age=${CERTIFICATE_MAX_AGE_SECONDS}, public, no-transform`,
      'last-modified': certificate.notBefore.toUTCString(),
      etag: entityTag(body),
    },
    body,
  };
}
