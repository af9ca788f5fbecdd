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
    WRONG_RECOVERY_CODE:
      'This recovery code is wrong or was used already: check it, or try another of your list.',
    WRONG_PASSWORD: 'This password is wrong.',
    STEP_UP_REQUIRED:
      'This act asks you to confirm who you are: enter the code of your application, then try again.',
    ACCOUNT_LINK_EXPIRED: 'This link has expired: ask again to get another one.',
    ACCOUNT_LINK_USED:
      'This link was used already; it works once. If that was not you, change your password at once.',
    EMAIL_NOT_AVAILABLE: 'This e-mail address cannot be used at the moment: choose another one.',
    KEY_OF_ANOTHER_REQUEST:
      'A different request was saved under this key already: reload the page to see it, then try again.',
    NO_ACTIVE_COMPANY: 'No company is chosen: select the one you act for.',
    LINK_UNKNOWN: 'This link is not valid: open it straight from the e-mail, without copying it.',
    LINK_EXPIRED: 'This link has expired: ask whoever handles your file to have a new one sent to you.',
    LINK_REPLACED: 'A newer link was sent to you: use the one in the latest e-mail.',
    LINK_ON_ITS_WAY:
      'A new link is being sent already: it will arrive within a few minutes, also look among unwanted mail.',
    LINK_JUST_SENT:
      'A link has just been sent: give it {minutes} minutes to arrive, also look among unwanted mail.',
    LINK_SENT_TOO_OFTEN:
      '{count} links were sent for this order within 24 hours: check the address with this person and try again tomorrow.',
    HOLDER_HAS_CONSENTED:
      'The holder has consented already: there is no link to send again, the request awaits the co-signature.',
    CONSENT_LINK_USED:
      'You have answered by this link already; it works once. What comes next will reach you by e-mail.',
    RETRIEVAL_LINK_USED:
      'This link was used to make a certificate already. If that was not you, tell your certification agent at once.',
    SIGNATURE_INTERRUPTED:
      'The signature of your certificate was interrupted. Your order is kept, but this link has been used: within a few minutes you will receive a new one by e-mail. Start again with that one.',
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
    ACCESS_GRANT_REQUIRED: 'Open this file first, with your reason: the company sees who reads its files.',
    ROLES_NOT_CUMULABLE:
      'Your roles may not be combined for an RGS*** certificate: another officer must decide.',
    OWN_ROLES: 'Nobody changes his own roles: ask another administrator.',
    LAST_ADMINISTRATOR: 'This is the platform’s last administrator: give that role to somebody else first.',
    ALREADY_STAFF: 'This person already has that role and an active account.',
    COMPANY_MEMBER:
      'This person belongs to a client company: confirm that you know it, he will never decide on its files.',
    ALREADY_MEMBER: 'This person already has that role in your company.',
    MEMBER_LEAVES_BY_MANDATE: 'This role rests on a mandate: end the mandate to take its rights away.',
    MEETING_BEFORE_MANDATE:
      'This meeting took place before your mandate began: it does not count, meet the person again.',
    CHANGE_STILL_PLANNED:
      'This order replaces a certificate that a planned change will revoke: cancel that change first.',
    CHANGE_ALREADY_APPLIED: 'This change is being applied already: it can no longer be cancelled.',
    REPLACEMENT_ALREADY_ISSUED:
      'The replacement certificate has been issued: revoke it before you cancel the planned change.',
    SECOND_PERSON_REQUIRED:
      'This is the company’s last mandate in force: ending it needs the agreement of a second person.',
    NO_SECOND_PERSON_NEEDED: 'This act needs no second person: do it directly.',
    SECOND_PERSON_ALREADY_ASKED: 'A request for this act is waiting already: follow that one.',
    REQUESTER_HAS_LEFT: 'Whoever asked is no longer a representative of the company: decline this request.',
    SAME_PERSON: 'You made this request: another person has to decide on it.',
    SECOND_PERSON_TOO_LATE: 'This request has expired (24 hours): make it again if it is still needed.',
    NOT_THE_SECOND_PERSON: 'Your role does not let you decide on this request.',
    OFFICER_IS_CONCERNED: 'This file concerns you: another registration officer must decide on it.',
    CERTIFICATE_NOT_MADE: 'The certificate is not made yet: make it first, then accept or refuse it.',
    KEY_IS_COMPROMISED: 'This key is known to be compromised: a certificate needs a new key.',
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
    CSR_UNREADABLE:
      'The certificate request cannot be read: paste the text of a PKCS#10 request (.csr or .pem file), from “-----BEGIN CERTIFICATE REQUEST-----” to “-----END CERTIFICATE REQUEST-----”. Never send a .p12, .pfx or .key file: it holds your private key.',
    CSR_TOO_LARGE: 'The certificate request is too long: send one PKCS#10 request (16 kB at most).',
    CSR_SIGNATURE_FALSE:
      'The signature of the request is false: make the request again with the key to certify.',
    CSR_KEY_TOO_WEAK: 'The key is too weak: use an RSA key of 3072 bits, or P-256.',
    CSR_KEY_ALGORITHM_REFUSED: 'This kind of key is not accepted: use an RSA key of 3072 bits, or P-256.',
    CSR_IS_PRIVATE_KEY:
      'You sent a private key or a .p12 file: it was not kept, but consider it compromised. Send only a certificate request (CSR) made with a new key.',
    LINK_USED:
      'This link was used already; it works once, and what comes next will reach you by e-mail. If that was not you, tell your contact at once.',
    PREDECESSOR_MISSING:
      'The mandate that this one stands in for or replaces is missing: choose it from the list.',
    PREDECESSOR_NOT_ACTIVE:
      'The mandate that this one stands in for or replaces was never in force, or is no longer: choose another one.',
    DEPUTY_OF_HIMSELF:
      'Nobody stands in for himself: name another person.',
    DEPUTY_EXCEEDS_MANDATE:
      'A deputy gets at most the acts, products, establishments and term of the mandate he stands in for: reduce them.',
    DELEGATION_NOT_IN_FORCE:
      'This signature delegation is not in force on the day of the signature: choose another one, or sign yourself.',
    DELEGATION_TOO_NARROW:
      'This signature delegation does not cover all acts of this mandate: reduce the mandate, or sign yourself.',
    NO_CONFIRMATION_AWAITED:
      'This mandate waits for no confirmation: there is nothing to do.',
    ALREADY_REPRESENTATIVE:
      'This person is recorded as a legal representative of the company already.',
    NOT_ON_PAPER:
      'This mandate is signed by link, not on paper.',
    SHEET_NOT_AWAITED:
      'This mandate waits for no signed form: reload the page.',
    REPRESENTATIVE_OPENS:
      'The legal representative has opened a mandate already: the following ones are his to open.',
    COMPANY_NOT_OPEN:
      'No company is open under this SIREN: open it first.',
    SUCCESSOR_NOT_IN_FORCE:
      'The mandate of whoever would take the work over is not in force: choose somebody else.',
    DEPARTURE_ALREADY_REPORTED:
      'This departure is reported already: follow that report.',
    DEPARTURE_OF_ANOTHER_AGENT:
      'An MC reports his own departure; another one’s is reported by the representative or the company.',
    AGENT_HAS_LEFT:
      'This person has no mandate in force any more: there is no departure to report.',
    PLAN_CHANGED:
      'Things have changed since this was shown: read again what will be transferred or cancelled, then confirm.',
    MANDATE_ALREADY_SIGNED: 'This mandate is signed already: it can no longer be changed.',
    AGENT_NOT_NAMED: 'First name the person who will be the certification agent.',
    REPRESENTATIVE_HAS_NOT_SIGNED:
      'The legal representative has not signed this mandate yet: accept it afterwards.',
    SIGNATURE_LAPSED:
      'The legal representative’s signature is more than three months old: it must be signed again.',
    FILE_CHANGED: 'The document has changed since you opened it: reload the page and read it again.',
    VERIFIES_HIMSELF:
      'Nobody verifies their own identity: another agent or the registration office must do it.',
    HOLDER_EMAIL_TAKEN: 'A holder of your company has this e-mail address already: use a personal one.',
    ACCOUNT_ALREADY_ACTIVE: 'This person has activated the account already: there is no invitation to send.',
    CHANGE_ALREADY_OPEN: 'An identity change is under way for this person: wait until it is done.',
    NOTHING_CHANGES: 'No certified data change: there is nothing to save.',
    IMPACT_CHANGED: 'The consequences have changed since they were shown: read them again, then confirm.',
    IDENTITY_CHANGED_SINCE_ORDER:
      'Your data have changed since this order: ask your certification agent for a new one.',
    VERIFICATION_BEFORE_REVOCATION:
      'A certificate was revoked after the identity verification: verify this person’s identity again.',
  },
  faults: {
    SIGNATURE_TOO_OLD: 'is more than three months old: have a new form signed',
    BEFORE_REPRESENTATIVE: 'is before the representative’s signature',
    REFERENCE_DIFFERS: 'is not that of this mandate: read it again on the form',
    TOO_FAR: 'is too far ahead: one year at most',
    REQUIRED: 'to be filled in',
    TOO_LONG: 'too long',
    CONTROL_CHARACTER: 'contains a character that cannot be printed',
    NOT_AN_EMAIL: 'is not an e-mail address',
    SIREN_FORMAT: 'nine digits expected',
    SIREN_KEY: 'the check digit is wrong, check the digits',
    SIRET_FORMAT: 'fourteen digits expected',
    SIRET_KEY: 'the check digit is wrong, check the digits',
    SIRET_OF_ANOTHER_COMPANY: 'must begin with the SIREN of the company',
    OUTSIDE_MANDATE: 'name an establishment that your mandate covers',
    TOO_MANY: '50 at most: leave it empty for the whole company',
    MUST_ACCEPT: 'to be accepted to go on',
    NOT_CHOOSABLE: 'this reason cannot be chosen',
    INVALID_CURSOR: 'unknown page, start the list again',
    PAGE_SIZE: 'between 1 and 100',
    INVALID_VALUE: 'value not valid',
    PASSWORD_TOO_SHORT: 'too short (at least 12 characters, 15 without a second factor)',
    REASON_TOO_SHORT: 'ten characters at least',
    TOO_FAR_AHEAD: 'one year ahead at most',
    PASSWORD_COMMON: 'too easy to guess: common passwords, rows of keys or repetitions',
    PASSWORD_ABOUT_YOU: 'too easy to guess: it is made of your name, your address or your company',
    WRONG_PASSWORD: 'wrong password',
    UNCHANGED: 'the same as it is now',
    INVALID_EMAIL: 'not an e-mail address',
    NO_SECOND_FACTOR: 'no second factor is enrolled',
    WRONG_CODE: 'wrong code',
    CODE_EXPIRED: 'code expired, ask for a new one',
    TOO_MANY_TRIES: 'too many tries, ask for a new code',
    PHONE_FORMAT: 'expected like +33 6 12 34 56 78',
    NOT_A_DATE: 'no such date',
    IN_THE_FUTURE: 'date in the future',
    IN_THE_PAST: 'date already past',
    BEFORE_START: 'must follow the start',
    TERM_TOO_LONG: 'three years at most',
    DOCUMENT_NUMBER_FORMAT: '6 to 14 letters or digits expected',
    DOCUMENT_EXPIRED: 'document expired',
    NAME_DIFFERS: 'differs from the name given',
    CIRCULAR_FRAGMENT: 'a fragment contains itself',
    NO_SUBSCRIPTION: 'subscriptions are not offered',
    ONE_MUTATION: 'one mutation per request',
    ONE_OPERATION: 'one operation per request, and only one',
    SYNTAX: 'not valid GraphQL',
    TOO_COSTLY: 'asks for too much at once',
    TOO_DEEP: 'nested too deeply',
    TOO_MANY_ALIASES: 'too many aliases',
    TOO_MANY_TOKENS: 'too many tokens',
    UNKNOWN_DOCUMENT: 'not known to this version: reload the page',
    DOCUMENT_NOT_TRUSTED: 'only the console’s operations are accepted here: reload the page',
    POST_ONLY: 'POST only',
    JSON_ONLY: 'application/json only',
    FOREIGN_ORIGIN: 'sent by another site',
    NO_BATCH: 'one request at a time, not an array',
    MALFORMED: 'malformed body',
    TOO_LARGE: 'more than 64 kB',
  },
  fields: {
    acceptsBinding: 'Personal commitment',
    query: 'Operation',
    request: 'Request',
    acceptsTerms: 'Terms of use',
    after: 'Page',
    backupAcknowledged: 'Backup of the certificate',
    city: 'City',
    comment: 'Comment',
    current: 'Present password',
    displayName: 'Given name and surname',
    email: 'E-mail address',
    first: 'Number of rows',
    givenNames: 'Given names',
    idempotencyKey: 'Idempotency key',
    jobTitle: 'Function',
    name: 'Name',
    next: 'New password',
    reason: 'Reason',
    role: 'Role',
    siren: 'SIREN',
    surname: 'Surname',
    version: 'Version',
    agentName: 'Agent’s name',
    agentEmail: 'Agent’s e-mail',
    acts: 'Acts',
    productCodes: 'Products',
    establishment: 'Establishment',
    establishments: 'Establishments',
    startsOn: 'Start',
    endsOn: 'End',
    typedName: 'Typed name',
    acceptsMandate: 'Acceptance of the mandate',
    commitsToIndependence: 'Commitment to independence',
    commitsToReportDeparture: 'Commitment to report departure',
    companyProofReference: 'Proof reference',
    companyProofIssuedOn: 'Date of the proof',
    'representativeDocument.number': 'Representative’s document',
    'representativeDocument.expiresOn': 'Validity of the representative’s document',
    'agentDocument.number': 'Agent’s document',
    'agentDocument.expiresOn': 'Validity of the agent’s document',
    proofs: 'Papers seen',
    phone: 'Phone',
    documentNumber: 'Document number',
    documentExpiresOn: 'Document expiry',
    place: 'Place',
    verifiedOn: 'Date of the meeting',
    effectiveOn: 'Effective date',
    code: 'Code',
  },
};
