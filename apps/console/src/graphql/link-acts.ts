import { request } from './client.js';
import { CONSENT, ISSUED, RETRIEVAL } from './fragments.js';
import { operation } from './operation.js';
import type { ConsentRequest, IssuedCertificate, Retrieval } from './schema-public.js';

const CONSENT_REQUEST = operation(
  `query Consent($token: String!) { consentRequest(token: $token) { ${CONSENT} } }`,
);

/** Reading a link changes nothing: a mail scanner may do it too. */
export const readConsent = async (token: string): Promise<ConsentRequest> =>
  (await request<{ consentRequest: ConsentRequest }>(CONSENT_REQUEST, { token })).consentRequest;

const GIVE_CONSENT = operation(
  `mutation Give($input: GiveConsentInput!) { giveConsent(input: $input) { ${CONSENT} } }`,
);

export const giveConsent = async (input: {
  token: string;
  acceptsBinding: boolean;
  acceptsTerms: boolean;
  termsVersion: string;
}): Promise<ConsentRequest> =>
  (await request<{ giveConsent: ConsentRequest }>(GIVE_CONSENT, { input })).giveConsent;

const DECLINE_CONSENT = operation(
  `mutation Decline($input: DeclineConsentInput!) { declineConsent(input: $input) { ${CONSENT} } }`,
);

export const declineConsent = async (token: string): Promise<ConsentRequest> =>
  (await request<{ declineConsent: ConsentRequest }>(DECLINE_CONSENT, { input: { token } })).declineConsent;

const READ_RETRIEVAL = operation(
  `query Retrieve($token: String!) { retrieval(token: $token) { ${RETRIEVAL} } }`,
);

export const readRetrieval = async (token: string): Promise<Retrieval> =>
  (await request<{ retrieval: Retrieval }>(READ_RETRIEVAL, { token })).retrieval;

const SUBMIT_CERTIFICATE_REQUEST = operation(
  `mutation Submit($input: SubmitCertificateRequestInput!) { submitCertificateRequest(input: $input) { ${ISSUED} } }`,
);

export const submitRequest = async (token: string, csr: string): Promise<IssuedCertificate> =>
  (
    await request<{ submitCertificateRequest: IssuedCertificate }>(SUBMIT_CERTIFICATE_REQUEST, {
      input: { token, csr },
    })
  ).submitCertificateRequest;

const ANSWER_CERTIFICATE = operation(
  `mutation Answer($input: AnswerCertificateInput!) { answerCertificate(input: $input) { ${RETRIEVAL} } }`,
);

export const answerCertificate = async (input: {
  token: string;
  answer: 'ACCEPT' | 'REFUSE';
  backupAcknowledged: boolean;
  comment: string | null;
}): Promise<Retrieval> =>
  (await request<{ answerCertificate: Retrieval }>(ANSWER_CERTIFICATE, { input })).answerCertificate;
