import { request } from './client.js';
import { MANDATE_FILE } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { TotpEnrolment } from './schema-account.js';
import type { Activation, MandateAct, MandateFile, MandateSigner } from './schema-mandate.js';

const READ_MANDATE_FILE = operation(`query File($token: String!, $signer: MandateSigner!) {
  mandateFile(token: $token, signer: $signer) { ${MANDATE_FILE} }
}`);

/** Reading a link changes nothing: a mail scanner may do it too. */
export const readMandateFile = async (token: string, signer: MandateSigner): Promise<MandateFile> =>
  (await request<{ mandateFile: MandateFile }>(READ_MANDATE_FILE, { token, signer })).mandateFile;

const fileMutation = (name: string, input: string): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${MANDATE_FILE} } }`);

export interface AgentNamingInput {
  readonly agentName: string;
  readonly agentEmail: string;
  readonly acts: readonly MandateAct[];
  readonly productCodes: readonly string[];
  readonly establishments: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly agentPhone?: string | null;
}

const NAME_AGENT = fileMutation('nameAgent', 'NameAgentInput');

export const nameAgent = async (input: AgentNamingInput & { token: string }): Promise<MandateFile> =>
  (await request<{ nameAgent: MandateFile }>(NAME_AGENT, { input })).nameAgent;

const REQUEST_ACT_CODE = operation(
  'mutation Code($input: RequestActCodeInput!) { requestActCode(input: $input) { expiresAt phone } }',
);

/** Sends a code to the bearer of the link; at most one a minute. `phone`: E.164, where none is known yet. */
export const requestActCode = async (input: {
  token: string;
  signer: MandateSigner;
  channel: 'MAIL' | 'SMS';
  phone: string | null;
}): Promise<{ expiresAt: string; phone: string | null }> =>
  (
    await request<{ requestActCode: { expiresAt: string; phone: string | null } }>(REQUEST_ACT_CODE, {
      input,
    })
  ).requestActCode;

/** `contentHash`: of the file that was read, so that nothing else is signed. A code, or a CMS (base64) over its content. */
export interface Signature {
  readonly token: string;
  readonly typedName: string;
  readonly code: string | null;
  readonly cms: string | null;
  readonly contentHash: string;
}

const SIGN_MANDATE = fileMutation('signMandate', 'SignMandateInput');

export const signMandate = async (input: Signature): Promise<MandateFile> =>
  (await request<{ signMandate: MandateFile }>(SIGN_MANDATE, { input })).signMandate;

const ACCEPT_MANDATE = fileMutation('acceptMandate', 'AcceptMandateInput');

export const acceptMandate = async (
  input: Signature & {
    acceptsMandate: boolean;
    commitsToIndependence: boolean;
    commitsToReportDeparture: boolean;
  },
): Promise<MandateFile> =>
  (
    await request<{ acceptMandate: MandateFile }>(ACCEPT_MANDATE, {
      input,
    })
  ).acceptMandate;

const ACCEPT_INVITATION = operation(
  'mutation AcceptInvitation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }',
);

/** Joins the company that the link names, with the account that he has already. */
export const acceptInvitation = async (token: string): Promise<boolean> =>
  (await request<{ acceptInvitation: boolean }>(ACCEPT_INVITATION, { input: { token } })).acceptInvitation;

const ACTIVATION = operation(`query Activation($token: String!) {
  activation(token: $token) { email displayName companyName secondFactorRequired known passwordMinimum }
}`);

export const readActivation = async (token: string): Promise<Activation> =>
  (await request<{ activation: Activation }>(ACTIVATION, { token })).activation;

const BEGIN_ACTIVATION = operation(
  'mutation Begin($input: BeginActivationInput!) { beginActivation(input: $input) { secret uri qrCodeSvg } }',
);

/** A new secret each time: the former one is worth nothing then. */
export const beginActivation = async (token: string): Promise<TotpEnrolment> =>
  (await request<{ beginActivation: TotpEnrolment }>(BEGIN_ACTIVATION, { input: { token } })).beginActivation;

const ACTIVATE_ACCOUNT = operation(
  'mutation Activate($input: ActivateAccountInput!) { activateAccount(input: $input) }',
);

export const activateAccount = async (input: {
  token: string;
  password: string;
  code: string | null;
}): Promise<boolean> =>
  (await request<{ activateAccount: boolean }>(ACTIVATE_ACCOUNT, { input })).activateAccount;
