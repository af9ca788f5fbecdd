export const CERTIFIED_DATA =
  'certifiedData { commonName surname givenNames email jobTitle companyName siren subjectSerialNumber }';

export const VIEWER = `viewer {
  id email displayName platformRoles demo permissions
  companies { id name siren roles } activeCompany { id name siren roles }
}`;

export const VERIFICATION = 'verification { id state verifiedAt validUntil documentType place }';

export const CERTIFICATE_SUMMARY =
  'id state serial productName holderId holderName notBefore notAfter revocation { id state }';

export const ORDER_SUMMARY = `id version kind state productName holderId holderName companyName
  placedAt placedByName consentedAt coSignedAt allowedActions`;

export const HOLDER_SUMMARY = `id version state displayName surname givenNames email jobTitle
  ${VERIFICATION} activeCertificates nextExpiry allowedActions`;

export const REVOCATION_FIELDS = `id certificateId state reason comment requestedByName requesterRole
  receivedAt dueAt sentToCaAt confirmedAt ocspSeenAt crlSeenAt closedAt`;

export const CERTIFICATE = `id version state serial productCode productName holderId orderId holderName usages
  notBefore notAfter issuedAt acceptedAt revokedAt pem allowedActions ${CERTIFIED_DATA} revocation { ${REVOCATION_FIELDS} }`;

export const ORDER = `${ORDER_SUMMARY} productCode usages registrationOffice decidedAt decidedByName decisionReason
  ${CERTIFIED_DATA} ${VERIFICATION} certificate { ${CERTIFICATE_SUMMARY} issuedAt acceptedAt }`;

export const ISSUED = 'id serial pem chain notBefore notAfter';

export const RETRIEVAL = `state productName usages expiresAt ${CERTIFIED_DATA} certificate { ${ISSUED} }`;

export const CONSENT = `orderState productName usages validityMonths bindingStatement termsVersion terms
  consentedAt expiresAt ${CERTIFIED_DATA}`;
