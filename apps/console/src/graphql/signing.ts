import { request } from './client.js';
import { operation } from './operation.js';
import type { MandateSigner } from './schema-mandate.js';

export type SigningMeans = 'MAIL' | 'SMS' | 'CERTIFICATE';

export interface SigningOptions {
  readonly means: readonly SigningMeans[];
  /** Masked; null: the signer gives it himself. */
  readonly phone: string | null;
}

export interface HandedOutFile {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

const SIGNING_OPTIONS = operation(
  'query Options($token: String!, $signer: MandateSigner!) { signingOptions(token: $token, signer: $signer) { means phone } }',
);

/** By which means the bearer of the link may sign; reading it changes nothing. */
export const readSigningOptions = async (token: string, signer: MandateSigner): Promise<SigningOptions> =>
  (await request<{ signingOptions: SigningOptions }>(SIGNING_OPTIONS, { token, signer })).signingOptions;

const MANDATE_DRAFT = operation(
  'query Draft($token: String!, $signer: MandateSigner!) { mandateDraft(token: $token, signer: $signer) { name mediaType base64 } }',
);

/** The text as a PDF to keep before signing. */
export const readMandateDraft = async (token: string, signer: MandateSigner): Promise<HandedOutFile> =>
  (await request<{ mandateDraft: HandedOutFile }>(MANDATE_DRAFT, { token, signer })).mandateDraft;

const HAND_OUT_EVIDENCE = operation(
  'mutation HandOut($input: HandOutEvidenceInput!) { handOutEvidence(input: $input) { name mediaType base64 } }',
);

/** Sealed evidence to keep; journaled. */
export const handOutEvidence = async (input: {
  mandateId: string;
  evidenceId: string;
  form: 'PDF' | 'JSON';
}): Promise<HandedOutFile> =>
  (await request<{ handOutEvidence: HandedOutFile }>(HAND_OUT_EVIDENCE, { input })).handOutEvidence;
