import type { Sentences } from './sentences.js';

export const ENGLISH: Sentences = {
  codes: {
    UNAUTHENTICATED: 'Your session has ended: sign in again.',
    FORBIDDEN:
      'Your role does not allow this. If you are a certification agent, check that your mandate is in force.',
    NOT_FOUND: 'This item does not exist, or you have no access to it.',
    INVALID_INPUT: 'Some data need correcting.',
    INVALID_STATE: 'This item has changed state and no longer allows this: reload the page.',
    RULE_REFUSED: 'A rule does not allow this.',
    CONFLICT: 'Somebody changed this item in the meantime: reload the page, then try again.',
    RATE_LIMITED: 'Too many attempts: wait {retryAfter} s, then try again.',
    UPSTREAM_UNAVAILABLE: 'A service that is needed does not answer: try again in some minutes.',
    INTERNAL:
      'Something went wrong and nothing was saved. Try again; if it persists, give support the reference {correlationId}.',
  },
  reasons: {
    BAD_CREDENTIALS: 'The e-mail address or the password is wrong.',
    NO_FACTOR_AWAITED: 'The time to enter the code is over: start signing in again.',
    WRONG_CODE: 'This code is wrong: enter the one that your application shows now.',
    CODE_ALREADY_USED: 'This code was used already: wait for the next one (30 seconds at most).',
    NO_ACTIVE_COMPANY: 'No company is chosen: select the one you act for.',
    LINK_UNKNOWN: 'This link is not valid: open it straight from the e-mail, without copying it.',
    LINK_EXPIRED:
      'This link has expired: ask your certification agent to cancel this order and to place a new one.',
    LINK_REPLACED: 'A newer link was sent to you: use the one in the latest e-mail.',
    CONSENT_LINK_USED: 'You have answered by this link already; it works once.',
    RETRIEVAL_LINK_USED:
      'This link was used to make a certificate already. If that was not you, tell your certification agent at once.',
    ALREADY_CONSENTED: 'Your consent is recorded already: there is nothing else to do.',
    CONSENT_NOT_AWAITED: 'This order no longer awaits your consent: ask your certification agent.',
    HOLDER_CONSENT_MISSING: 'The holder has not given consent yet: co-sign the request afterwards.',
    TERMS_CHANGED: 'The terms of use have changed: reload the page to read the new version.',
    HOLDER_DEPARTED: 'This person has left the company: no certificate can be ordered for them.',
    HOLDER_NOT_VERIFIED: 'This person’s identity is not verified: verify it face to face before ordering.',
    IDENTITY_CHANGED_SINCE_VERIFICATION:
      'The identity data have changed since the verification: verify this person’s identity again.',
    IDENTITY_DOCUMENT_EXPIRED:
      'The identity document shown is no longer valid: verify again with a valid one.',
    VERIFICATION_TOO_OLD:
      'The identity verification is too old (90 days at most): do it again before ordering.',
    ORDER_ALREADY_OPEN: 'An order for this person and product is under way: finish it or cancel it.',
    PRODUCT_NOT_ORDERABLE: 'The product {product} cannot be ordered here yet: choose another one.',
    UNKNOWN_PRODUCT: 'This product is not in the catalogue: choose one from the list.',
    OFFICER_IS_CONCERNED: 'This file concerns you: another registration officer must decide on it.',
    CERTIFICATE_NOT_MADE: 'The certificate is not made yet: make it first, then accept or refuse it.',
    KEY_ALREADY_CERTIFIED: 'This key was certified before: each certificate needs a new key.',
    SUBJECT_NAME_TAKEN: 'This certificate name belongs to another person: contact the registration office.',
    CERTIFICATE_LINT:
      'The data of this file do not make a compliant certificate: it goes back to the company for correction.',
    CERTIFICATE_NOT_ACTIVE: 'This certificate is no longer active: place a new order.',
    REVOCATION_ALREADY_OPEN: 'The revocation of this certificate was requested already: it is under way.',
    ALREADY_REVOKED: 'This certificate is revoked already, for good.',
    NOT_REVOCABLE: 'This certificate cannot be revoked: it has expired or was never issued.',
    ALREADY_RENEWED: 'This certificate was renewed as often as allowed: place a new order.',
    PRODUCT_NOT_RENEWABLE: 'This product is not renewed: place a new order.',
    RENEWAL_WINDOW_NOT_OPEN: 'Renewal opens 90 days before the certificate ends: come back then.',
    DATA_CHANGED_SINCE_ISSUANCE:
      'The data have changed since issuance: revoke this certificate and order a new one.',
    MANDATE_OVERLAPS: 'A mandate of this person covers this period already: end it or change the dates.',
    SIREN_ALREADY_OPEN: 'A company with this SIREN is open already: look for it in the list.',
    CSR_UNREADABLE: 'The certificate request cannot be read: send a PKCS#10 request in PEM form.',
    CSR_TOO_LARGE: 'The certificate request is too long: send one PKCS#10 request (16 kB at most).',
    CSR_SIGNATURE_FALSE:
      'The signature of the request is false: make the request again with the key to certify.',
    CSR_KEY_TOO_WEAK: 'The key is too weak: use an RSA key of at least 3072 bits, or P-256.',
    CSR_KEY_ALGORITHM_REFUSED:
      'This kind of key is not accepted: use an RSA key of at least 3072 bits, or P-256.',
    CSR_IS_PRIVATE_KEY:
      'You sent a private key or a .p12 file: it was not kept, but consider it compromised. Send only a certificate request (CSR) made with a new key.',
  },
  faults: {
    REQUIRED: 'to be filled in',
    TOO_LONG: 'too long',
    CONTROL_CHARACTER: 'contains a character that cannot be printed',
    NOT_AN_EMAIL: 'is not an e-mail address',
    SIREN_FORMAT: 'nine digits expected',
    SIREN_KEY: 'the check digit is wrong, check the digits',
    MUST_ACCEPT: 'to be accepted to go on',
    NOT_CHOOSABLE: 'this reason cannot be chosen',
    INVALID_CURSOR: 'unknown page, start the list again',
    PAGE_SIZE: 'between 1 and 100',
    INVALID_VALUE: 'value not valid',
  },
  fields: {
    acceptsBinding: 'Personal commitment',
    acceptsTerms: 'Terms of use',
    after: 'Page',
    backupAcknowledged: 'Backup of the certificate',
    city: 'City',
    comment: 'Comment',
    email: 'E-mail address',
    first: 'Number of rows',
    givenNames: 'Given names',
    idempotencyKey: 'Idempotency key',
    jobTitle: 'Function',
    name: 'Name',
    reason: 'Reason',
    siren: 'SIREN',
    surname: 'Surname',
    version: 'Version',
  },
};
