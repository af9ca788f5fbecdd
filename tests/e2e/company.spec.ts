import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../support/system/index.js';
import { signedIn, type ApiClient } from './support/api.js';

const OPEN =
  'mutation($input: OpenCompanyInput!) { openCompany(input: $input) { company { id siren mandateState } } }';
let run: Run;
let sales: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  sales = await signedIn(run, 'SALES');
});

const company = (siren: string) => ({ input: { siren, name: 'Ateliers de l’Essai', city: 'Lyon' } });

/** A SIREN with a right key (Luhn over nine digits). */
function randomSiren(): string {
  const digits = Array.from({ length: 8 }, () => Math.floor(Math.random() * 10));
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

describe('opening a company', () => {
  it('refuses a SIREN with a false key and one that is no SIREN, and says which field', async () => {
    expect(await sales.refusal(OPEN, company('404833047'))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { siren: 'SIREN_KEY' },
    });
    expect(await sales.refusal(OPEN, company('12AB'))).toMatchObject({ fields: { siren: 'SIREN_FORMAT' } });
  });

  it('opens it once, with an empty draft of its mandate', async () => {
    const siren = randomSiren();
    const { openCompany } = await sales.read<{ openCompany: { company: { siren: string } } }>(
      OPEN,
      company(siren),
    );
    expect(openCompany.company).toMatchObject({ siren, mandateState: 'DRAFT' });
    expect(await sales.refusal(OPEN, company(siren))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'V1',
      reason: 'SIREN_ALREADY_OPEN',
    });
    const { companies } = await sales.read<{ companies: { edges: { node: { siren: string } }[] } }>(
      'query($search: String) { companies(search: $search) { edges { node { siren mandateState } } } }',
      { search: siren },
    );
    expect(companies.edges.map(({ node }) => node.siren)).toEqual([siren]);
  });

  it('is for sales only (R31)', async () => {
    for (const role of ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER', 'AUDITOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(OPEN, company(randomSiren()))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await client.refusal('{ companies { edges { cursor } } }')).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
