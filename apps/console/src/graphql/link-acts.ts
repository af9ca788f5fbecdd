import { request } from './client.js';
import { CONSENT, ISSUED, RETRIEVAL } from './fragments.js';
import type { ConsentRequest, IssuedCertificate, Retrieval } from './schema-public.js';

/** Reading a link changes nothing: a mail scanner may do it too. */
export const readConsent = async (token: string): Promise<ConsentRequest> =>
  (
    await request<{ consentRequest: ConsentRequest }>(
      `query Consent($token: String!) { consentRequest(token: $token) { ${CONSENT} } }`,
      { token },
    )
  ).consentRequest;

export const giveConsent = async (input: {
  token: string;
  acceptsBinding: boolean;
  acceptsTerms: boolean;
  termsVersion: string;
}): Promise<ConsentRequest> =>
  (
    await request<{ giveConsent: ConsentRequest }>(
      `mutation Give($input: GiveConsentInput!) { giveConsent(input: $input) { ${CONSENT} } }`,
      { input },
    )
  ).giveConsent;

export const declineConsent = async (token: string): Promise<ConsentRequest> =>
  (
    await request<{ declineConsent: ConsentRequest }>(
      `mutation Decline($input: DeclineConsentInput!) { declineConsent(input: $input) { ${CONSENT} } }`,
      { input: { token } },
    )
  ).declineConsent;

export const readRetrieval = async (token: string): Promise<Retrieval> =>
  (
    await request<{ retrieval: Retrieval }>(
      `query Retrieve($token: String!) { retrieval(token: $token) { ${RETRIEVAL} } }`,
      { token },
    )
  ).retrieval;

export const submitRequest = async (token: string, csr: string): Promise<IssuedCertificate> =>
  (
    await request<{ submitCertificateRequest: IssuedCertificate }>(
      `mutation Submit($input: SubmitCertificateRequestInput!) { submitCertificateRequest(input: $input) { ${ISSUED} } }`,
      { input: { token, csr } },
    )
  ).submitCertificateRequest;

export const answerCertificate = async (input: {
  token: string;
  answer: 'ACCEPT' | 'REFUSE';
  backupAcknowledged: boolean;
  comment: string | null;
}): Promise<Retrieval> =>
  (
    await request<{ answerCertificate: Retrieval }>(
      `mutation Answer($input: AnswerCertificateInput!) { answerCertificate(input: $input) { ${RETRIEVAL} } }`,
      { input },
    )
  ).answerCertificate;
