import { request, type RequestOptions } from './client.js';
import { operation } from './operation.js';
import type { CertificateContent, PublishedStatus } from './schema-certificate.js';

const NAME = 'oid name value';
const CONTENT = operation(`query CertificateContent($id: ID!) { certificate(id: $id) { content {
  version subject { ${NAME} } issuer { ${NAME} } signatureAlgorithm keyAlgorithm keyBits keyCurve
  extensions { oid name critical values { kind value } } sha256 sha1 chain { name pem } bundle
} } }`);

/** Null before issuance. */
export const fetchCertificateContent = async (
  id: string,
  options: RequestOptions = {},
): Promise<CertificateContent | null> =>
  (await request<{ certificate: { content: CertificateContent | null } }>(CONTENT, { id }, options))
    .certificate.content;

const PUBLISHED_STATUS = operation(`query PublishedStatus($id: ID!) { publishedStatus(certificateId: $id) {
  checkedAt ocsp { state thisUpdate } crl { listed number thisUpdate nextUpdate }
} }`);

export const fetchPublishedStatus = async (
  id: string,
  options: RequestOptions = {},
): Promise<PublishedStatus> =>
  (await request<{ publishedStatus: PublishedStatus }>(PUBLISHED_STATUS, { id }, options)).publishedStatus;
