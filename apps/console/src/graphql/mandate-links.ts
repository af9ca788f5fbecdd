import { request } from './client.js';
import { MANDATE_FILE } from './fragments.js';
import type { Activation, MandateAct, MandateFile, MandateSigner, TotpEnrolment } from './schema-mandate.js';

/** Reading a link changes nothing: a mail scanner may do it too. */
export const readMandateFile = async (token: string, signer: MandateSigner): Promise<MandateFile> =>
  (
    await request<{ mandateFile: MandateFile }>(
      `query File($token: String!, $signer: MandateSigner!) {
        mandateFile(token: $token, signer: $signer) { ${MANDATE_FILE} }
      }`,
      { token, signer },
    )
  ).mandateFile;

const fileMutation = (name: string, input: string): string =>
  `mutation Act($input: ${input}!) { ${name}(input: $input) { ${MANDATE_FILE} } }`;

export interface AgentNamingInput {
  readonly agentName: string;
  readonly agentEmail: string;
  readonly acts: readonly MandateAct[];
  readonly productCodes: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
}

export const nameAgent = async (input: AgentNamingInput & { token: string }): Promise<MandateFile> =>
  (await request<{ nameAgent: MandateFile }>(fileMutation('nameAgent', 'NameAgentInput'), { input }))
    .nameAgent;

/** Mails a code to the bearer of the link; at most one a minute. */
export const requestActCode = async (input: {
  token: string;
  signer: MandateSigner;
}): Promise<{ expiresAt: string }> =>
  (
    await request<{ requestActCode: { expiresAt: string } }>(
      'mutation Code($input: RequestActCodeInput!) { requestActCode(input: $input) { expiresAt } }',
      { input },
    )
  ).requestActCode;

/** `contentHash`: of the file that was read, so that nothing else is signed. */
export interface Signature {
  readonly token: string;
  readonly typedName: string;
  readonly code: string;
  readonly contentHash: string;
}

export const signMandate = async (input: Signature): Promise<MandateFile> =>
  (await request<{ signMandate: MandateFile }>(fileMutation('signMandate', 'SignMandateInput'), { input }))
    .signMandate;

export const acceptMandate = async (
  input: Signature & {
    acceptsMandate: boolean;
    commitsToIndependence: boolean;
    commitsToReportDeparture: boolean;
  },
): Promise<MandateFile> =>
  (
    await request<{ acceptMandate: MandateFile }>(fileMutation('acceptMandate', 'AcceptMandateInput'), {
      input,
    })
  ).acceptMandate;

export const readActivation = async (token: string): Promise<Activation> =>
  (
    await request<{ activation: Activation }>(
      `query Activation($token: String!) {
        activation(token: $token) { email displayName companyName secondFactorRequired passwordMinimum }
      }`,
      { token },
    )
  ).activation;

/** A new secret each time: the former one is worth nothing then. */
export const beginActivation = async (token: string): Promise<TotpEnrolment> =>
  (
    await request<{ beginActivation: TotpEnrolment }>(
      'mutation Begin($input: BeginActivationInput!) { beginActivation(input: $input) { secret uri qrCodeSvg } }',
      { input: { token } },
    )
  ).beginActivation;

export const activateAccount = async (input: {
  token: string;
  password: string;
  code: string | null;
}): Promise<boolean> =>
  (
    await request<{ activateAccount: boolean }>(
      'mutation Activate($input: ActivateAccountInput!) { activateAccount(input: $input) }',
      { input },
    )
  ).activateAccount;
