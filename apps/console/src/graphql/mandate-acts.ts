import { request } from './client.js';
import { COMPANY, MANDATE } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { Company } from './schema.js';
import type { Mandate, MandateDecision, MandateProofsInput, PaperCheckInput } from './schema-mandate.js';

export interface OpenedCompany {
  readonly company: Company;
  readonly warnings: readonly 'SAME_NAME'[];
}

const OPEN_COMPANY = operation(
  `mutation Open($input: OpenCompanyInput!) { openCompany(input: $input) { warnings company { ${COMPANY} } } }`,
);

export const openCompany = async (input: {
  siren: string;
  name: string;
  city: string;
}): Promise<OpenedCompany> =>
  (await request<{ openCompany: OpenedCompany }>(OPEN_COMPANY, { input })).openCompany;

const mandateMutation = (name: string, input: string): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${MANDATE} } }`);

const INVITE_REPRESENTATIVE = mandateMutation('inviteRepresentative', 'InviteRepresentativeInput');

/** Names who signs for the company and mails him the link; again: a new link in place of the former. */
export const inviteRepresentative = async (input: {
  companyId: string;
  name: string;
  email: string;
}): Promise<Mandate> =>
  (await request<{ inviteRepresentative: Mandate }>(INVITE_REPRESENTATIVE, { input })).inviteRepresentative;

const CANCEL_MANDATE = mandateMutation('cancelMandate', 'CancelMandateInput');

/** Takes back a file that waits for signatures; a new one can then be begun. */
export const cancelMandate = async (input: { companyId: string }): Promise<Mandate> =>
  (await request<{ cancelMandate: Mandate }>(CANCEL_MANDATE, { input })).cancelMandate;

interface Versioned {
  readonly mandateId: string;
  readonly version: number;
  readonly reason: string | null;
}

const DECIDE_MANDATE = mandateMutation('decideMandate', 'DecideMandateInput');

export const decideMandate = async (
  input: Versioned & {
    decision: MandateDecision;
    proofs: MandateProofsInput | null;
    paper?: PaperCheckInput | null;
  },
): Promise<Mandate> =>
  (
    await request<{ decideMandate: Mandate }>(DECIDE_MANDATE, {
      input,
    })
  ).decideMandate;

const END_MANDATE = mandateMutation('endMandate', 'EndMandateInput');

export const endMandate = async (input: Versioned): Promise<Mandate> =>
  (await request<{ endMandate: Mandate }>(END_MANDATE, { input })).endMandate;
