import { request } from './client.js';
import { COMPANY, MANDATE } from './fragments.js';
import type { Company } from './schema.js';
import type { Mandate, MandateDecision, MandateProofsInput } from './schema-mandate.js';

export interface OpenedCompany {
  readonly company: Company;
  readonly warnings: readonly 'SAME_NAME'[];
}

export const openCompany = async (input: {
  siren: string;
  name: string;
  city: string;
}): Promise<OpenedCompany> =>
  (
    await request<{ openCompany: OpenedCompany }>(
      `mutation Open($input: OpenCompanyInput!) { openCompany(input: $input) { warnings company { ${COMPANY} } } }`,
      { input },
    )
  ).openCompany;

const mandateMutation = (name: string, input: string): string =>
  `mutation Act($input: ${input}!) { ${name}(input: $input) { ${MANDATE} } }`;

/** Names who signs for the company and mails him the link; again: a new link in place of the former. */
export const inviteRepresentative = async (input: {
  companyId: string;
  name: string;
  email: string;
}): Promise<Mandate> =>
  (
    await request<{ inviteRepresentative: Mandate }>(
      mandateMutation('inviteRepresentative', 'InviteRepresentativeInput'),
      { input },
    )
  ).inviteRepresentative;

/** Takes back a file that waits for signatures; a new one can then be begun. */
export const cancelMandate = async (input: { companyId: string }): Promise<Mandate> =>
  (
    await request<{ cancelMandate: Mandate }>(mandateMutation('cancelMandate', 'CancelMandateInput'), {
      input,
    })
  ).cancelMandate;

interface Versioned {
  readonly mandateId: string;
  readonly version: number;
  readonly reason: string | null;
}

export const decideMandate = async (
  input: Versioned & { decision: MandateDecision; proofs: MandateProofsInput | null },
): Promise<Mandate> =>
  (
    await request<{ decideMandate: Mandate }>(mandateMutation('decideMandate', 'DecideMandateInput'), {
      input,
    })
  ).decideMandate;

export const endMandate = async (input: Versioned): Promise<Mandate> =>
  (await request<{ endMandate: Mandate }>(mandateMutation('endMandate', 'EndMandateInput'), { input }))
    .endMandate;
