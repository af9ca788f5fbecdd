export const CERTIFIED_DATA =
  'certifiedData { commonName surname givenNames email jobTitle companyName siren subjectSerialNumber }';

/** Of an answer that is the viewer himself. */
export const VIEWER_FIELDS = `id email displayName platformRoles demo permissions secondFactor recoveryCodesLeft
  companies { id name siren roles } activeCompany { id name siren roles }`;

export const VIEWER = `viewer { ${VIEWER_FIELDS} }`;

const VERIFICATION_FIELDS = `id state method level verifiedAt validUntil documentType documentExpiresOn
  documentPrintedUntil place verifierName mutual`;

export const VERIFICATION = `verification { ${VERIFICATION_FIELDS} }`;

/** Beside `VERIFICATION`, where one person's file is shown. */
export const COPIES = 'verification { copies { id name mediaType size sha256 state uploadedAt removedAt } }';

export const CERTIFICATE_SUMMARY =
  'id state serial productName holderId holderName notBefore notAfter revocation { id state }';

export const ORDER_SUMMARY = `id version kind state productName holderId holderName companyName
  placedAt placedByName consentedAt coSignedAt replacesCertificateId blocker allowedActions`;

export const HOLDER_SUMMARY = `id version state displayName surname givenNames email jobTitle
  ${VERIFICATION} activeCertificates nextExpiry allowedActions`;

export const REVOCATION_FIELDS = `id certificateId state reason comment requestedByName requesterRole
  receivedAt dueAt sentToCaAt confirmedAt ocspSeenAt crlSeenAt closedAt`;

export const CERTIFICATE = `id version state serial productCode productName holderId orderId holderName usages
  notBefore notAfter issuedAt acceptedAt revokedAt pem allowedActions ${CERTIFIED_DATA} revocation { ${REVOCATION_FIELDS} }
  renewable renewalRefusal reminders { id rung recipient email state suppressedBecause plannedAt sentAt }`;

export const ORDER = `${ORDER_SUMMARY} productCode usages registrationOffice decidedAt decidedByName decisionReason
  ${CERTIFIED_DATA} ${VERIFICATION} ${COPIES} certificate { ${CERTIFICATE_SUMMARY} issuedAt acceptedAt }`;

export const ISSUED = 'id serial pem chain notBefore notAfter';

export const RETRIEVAL = `state productName usages expiresAt ${CERTIFIED_DATA} certificate { ${ISSUED} }`;

export const CONSENT = `orderState productName usages validityMonths bindingStatement termsVersion terms
  consentedAt expiresAt ${CERTIFIED_DATA}`;

export const IDENTITY_CHANGE = 'id holderId state effectiveOn requestedAt doneAt';

export const MEETING =
  'id version state requestedAt scheduledAt place verifierName startedAt endedAt reason allowedActions';

export const HOLDER = `${HOLDER_SUMMARY} verifications { ${VERIFICATION_FIELDS} } meetings { ${MEETING} } ${COPIES}
  departure { id version state leavesOn reportedAt closedAt } phone establishment hasAccount openIdentityChange { ${IDENTITY_CHANGE} }
  certificates { ${CERTIFICATE_SUMMARY} } orders { ${ORDER_SUMMARY} }`;

export const COMPANY = 'id siren name city mandateState mandateId representativeEmail since allowedActions';

const MANDATE_TERMS = `state companyName siren city representativeName representativeEmail agentName agentEmail
  acts productCodes establishments startsOn endsOn representativeSignedAt agentSignedAt`;

export const MANDATE = `id version ${MANDATE_TERMS} signatureGoodThrough endedAt allowedActions
  evidence { kind email typedName strength boundBy contentHash at references { label value } }
  sealedEvidence { id stage evidenceHash builtAt stampedAt }
  kind predecessorId paperReference placeOfOriginal scanFileId confirmBy signedByDelegation`;

export const MANDATE_FILE = `${MANDATE_TERMS} textVersion text independence departure contentHash content`;
