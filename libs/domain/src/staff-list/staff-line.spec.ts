import { describe, expect, it } from '@jest/globals';
import type { Certificate } from '../certificate/index.js';
import { asTenantId } from '../tenant/index.js';
import { entryOf } from './column-mapping.js';
import { judgeLine, type Colleague, type LineFacts, type StaffEntry } from './staff-line.js';

const tenantId = asTenantId('t');
const NOW = new Date('2026-11-23T10:00:00Z');
const company = { tenantId, id: 't', version: 1, siren: '732829320', name: 'Menuiserie Dupré', city: 'Lyon' };

const entry = (change: Partial<StaffEntry> = {}): StaffEntry => ({
  ...{ employeeKey: 'M001', surname: 'Lefèvre', givenNames: ['Zoé'], email: 'zoe@dupre.example' },
  ...{ jobTitle: 'Comptable', phone: null, establishment: null },
  ...change,
});

const colleague = (
  change: Partial<Colleague['identity']> = {},
  more: Partial<Colleague> = {},
): Colleague => ({
  holder: {
    ...{ tenantId, id: 'h1', version: 3, accountId: 'a1', state: 'ACTIVE', phone: null, establishment: null },
    ...{ identityNumber: 1, subjectSerialNumber: 's' },
  },
  identity: {
    ...{ tenantId, id: 'i1', holderId: 'h1', number: 1, surname: 'Lefèvre', givenNames: ['Zoé'] },
    ...{ email: 'zoe@dupre.example', jobTitle: 'Comptable' },
    ...change,
  },
  ...{ employeeKey: 'M001', hasOpenChange: false },
  ...more,
});

const certificate = (of: Colleague): Certificate =>
  ({
    ...{ id: 'c1', holderId: of.holder.id, state: 'ACTIVE' },
    notAfter: new Date('2028-01-01'),
    certifiedData: {
      ...{ surname: of.identity.surname, givenNames: of.identity.givenNames, email: of.identity.email },
      ...{ jobTitle: of.identity.jobTitle, companyName: company.name, siren: company.siren },
      subjectSerialNumber: 's',
    },
  }) as Certificate;

const facts = (change: Partial<LineFacts> = {}): LineFacts => ({
  ...{ byKey: undefined, byEmail: undefined, certificates: [], duplicate: undefined, emailElsewhere: false },
  ...{ company, establishments: [], earlierOf: () => undefined },
  ...change,
});
const known = (of: Colleague): Partial<LineFacts> => ({ byKey: of, byEmail: of });
const judge = (line: Partial<StaffEntry>, given: Partial<LineFacts> = {}) =>
  judgeLine(entry(line), facts(given), NOW);

describe('the verdict on a line (D15, I-15)', () => {
  it('creates whoever is new, with names as in NFC', () => {
    expect(judge({ surname: 'Lefe\u0300vre' })).toMatchObject({
      verdict: 'CREATE',
      identity: { surname: 'Lefèvre', givenNames: ['Zoé'] },
    });
  });

  it('finds nothing to do where only case, spaces or Unicode form differ (D15)', () => {
    expect(judge({ surname: ' LEFE\u0300VRE ' }, known(colleague()))).toMatchObject({ verdict: 'UNCHANGED' });
  });

  it('says nothing where a cell is empty', () => {
    const of = { ...colleague(), holder: { ...colleague().holder, phone: '+33612345678' } };
    expect(judge({ jobTitle: null, phone: null }, known(of))).toMatchObject({
      verdict: 'UNCHANGED',
      phone: '+33612345678',
    });
  });

  it('revokes the certificates that carry what changes (R23)', () => {
    const of = colleague();
    expect(judge({ surname: 'Martin' }, { ...known(of), certificates: [certificate(of)] })).toMatchObject({
      verdict: 'REVOKE',
      certificateIds: ['c1'],
      changes: [{ attribute: 'surname', before: 'Lefèvre', after: 'Martin' }],
    });
  });

  it('updates without revoking what no certificate carries (D15)', () => {
    const of = colleague();
    const given = { ...known(of), certificates: [certificate(of)] };
    expect(judge({ phone: '06 12 34 56 78' }, given)).toMatchObject({
      ...{ verdict: 'UPDATE', phone: '+33612345678', certificateIds: [], identity: null },
    });
  });

  it('knows a person by the employer’s key after a change of address', () => {
    const of = colleague();
    expect(judge({ email: 'zoe.martin@dupre.example' }, { byKey: of })).toMatchObject({ verdict: 'UPDATE' });
  });

  it('never takes a homonym for the same person (F38, I-22)', () => {
    expect(judge({ employeeKey: 'M002', email: 'autre@dupre.example' })).toMatchObject({ verdict: 'CREATE' });
  });
});

describe('a line is refused with its field and reason', () => {
  const of = colleague();
  const other = { ...colleague({ email: 'b@dupre.example' }), holder: { ...of.holder, id: 'h2' } };
  const cases: readonly [string, Partial<StaffEntry>, Partial<LineFacts>, object][] = [
    ['without a name', { surname: null }, {}, { field: 'surname', reason: 'REQUIRED' }],
    [
      'beyond the bounds of a subject (V10)',
      { jobTitle: 'x'.repeat(65) },
      {},
      { field: 'jobTitle', reason: 'TOO_LONG' },
    ],
    ['for an address that is none', { email: 'zoe@' }, {}, { field: 'email', reason: 'NOT_AN_EMAIL' }],
    [
      'for a direction character',
      { surname: 'Ben\u202eY' },
      {},
      { field: 'surname', reason: 'CONTROL_CHARACTER' },
    ],
    ['for a formula', { surname: '=HYPERLINK("http://x")' }, {}, { field: 'surname', reason: 'FORMULA' }],
    [
      'for what a spreadsheet could not compute',
      { jobTitle: '#REF!' },
      {},
      { field: 'jobTitle', reason: 'FORMULA_ERROR' },
    ],
    [
      'for characters that were lost before',
      { surname: 'Lef\ufffdvre' },
      {},
      { field: 'surname', reason: 'BROKEN_CHARACTER' },
    ],
    [
      'for a telephone that nobody can call (V9)',
      { phone: '612345678' },
      {},
      { field: 'phone', reason: 'PHONE_FORMAT' },
    ],
    [
      'for a SIRET with a wrong key (V1)',
      { establishment: '73282932000075' },
      {},
      { field: 'establishment', reason: 'SIRET_KEY' },
    ],
    [
      'for an establishment of another company',
      { establishment: '55200844300012' },
      {},
      { field: 'establishment' },
    ],
    [
      'for an address of somebody’s who is not of this company, never saying whose',
      {},
      { emailElsewhere: true },
      { field: 'email', reason: 'EMAIL_NOT_AVAILABLE', line: null },
    ],
    [
      'as the second line about one address, naming the first',
      {},
      { duplicate: { field: 'email', line: 4 } },
      { field: 'email', reason: 'DUPLICATE_LINE', line: 4 },
    ],
    [
      'as the second line about one holder by another key',
      {},
      { ...known(of), earlierOf: () => 7 },
      { reason: 'DUPLICATE_LINE', line: 7 },
    ],
    [
      'for an address that another holder has',
      { email: 'b@dupre.example' },
      { byKey: of, byEmail: other },
      { field: 'email', reason: 'HOLDER_EMAIL_TAKEN' },
    ],
    [
      'for an address whose holder has another key',
      { employeeKey: 'M009' },
      { byEmail: of },
      { field: 'employeeKey', reason: 'ANOTHER_EMPLOYEE_KEY' },
    ],
    [
      'when surname and given name both change: a certificate never passes on (R10)',
      { surname: 'Durand', givenNames: ['Marc'] },
      known(of),
      { field: 'surname', reason: 'ANOTHER_PERSON' },
    ],
    [
      'while a change of the same person is open (I-15)',
      { surname: 'Martin' },
      known({ ...of, hasOpenChange: true }),
      { reason: 'CHANGE_ALREADY_OPEN' },
    ],
    [
      'for who has left',
      { surname: 'Martin' },
      known({ ...of, holder: { ...of.holder, state: 'DEPARTED' } }),
      { reason: 'HOLDER_HAS_LEFT' },
    ],
    [
      'beyond the establishments of the mandate (D12)',
      { establishment: null },
      { establishments: ['73282932000074'] },
      { field: 'establishment', reason: 'OUTSIDE_MANDATE' },
    ],
  ];
  it.each(cases)('%s', (_, line, given, fault) => {
    expect(judge(line, given)).toMatchObject({ verdict: 'REFUSED', fault });
  });
});

describe('a line’s cells', () => {
  it('are fields by their columns; given names are separated by commas alone (F37)', () => {
    const mapping = { surname: 1, givenNames: 0, email: 3 };
    expect(entryOf(['Jean Paul, Zoé', ' De  La Fère ', 'x', 'JP@Dupre.example'], mapping)).toEqual({
      ...{ employeeKey: null, surname: 'De La Fère', givenNames: ['Jean Paul', 'Zoé'] },
      ...{ email: 'jp@dupre.example', jobTitle: null, phone: null, establishment: null },
    });
  });
});
