import type {
  Checklist,
  FunnelLine,
  OnboardingActor,
  OnboardingStep,
  PaperKind,
  PaperType,
  PortfolioLine,
  QuarterExpiries,
} from '@mandataire/domain/onboarding';
import { request } from './client.js';
import { COMPANY } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { Company, DateTime } from './schema.js';

export interface PipelineEntry {
  readonly company: Company;
  readonly since: DateTime | null;
  readonly actor: OnboardingActor | null;
  readonly representativeName: string | null;
  readonly agentName: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly nextAction: string | null;
  readonly nextActionOn: string | null;
  readonly remindedAt: DateTime | null;
}

export interface PipelineColumn {
  readonly step: OnboardingStep;
  readonly count: number;
  readonly entries: readonly PipelineEntry[];
}

export interface Pipeline {
  readonly cap: number;
  readonly columns: readonly PipelineColumn[];
}

export interface SalesPerson {
  readonly id: string;
  readonly displayName: string;
}

export interface Registration {
  readonly version: number;
  readonly legalForm: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly vatNumber: string | null;
  readonly source: 'REGISTRY' | 'MANUAL';
  readonly registeredName: string | null;
  readonly closed: boolean;
  readonly recordedAt: DateTime;
}

export interface Establishment {
  readonly version: number;
  readonly siret: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly headOffice: boolean;
  readonly closed: boolean;
  readonly source: 'REGISTRY' | 'MANUAL';
}

export interface FollowUp {
  readonly version: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly nextAction: string | null;
  readonly nextActionOn: string | null;
}

export interface CompanyFile {
  readonly id: string;
  readonly siren: string;
  readonly name: string;
  readonly city: string;
  readonly vatNumber: string;
  readonly step: OnboardingStep;
  readonly registration: Registration | null;
  readonly establishments: readonly Establishment[];
  readonly checklist: Checklist;
  readonly followUp: FollowUp | null;
}

export interface Portfolio {
  readonly quarters: readonly QuarterExpiries[];
  readonly funnel: readonly FunnelLine[];
  readonly lines: readonly PortfolioLine[];
  readonly csv: string;
}

const FILE = `id siren name city vatNumber step
  registration { version legalForm address postalCode city vatNumber source registeredName closed recordedAt }
  establishments { version siret name address postalCode city headOffice closed source }
  checklist { administration judgedOn submitted complete goodThrough
    items { paper from type refusal goodThrough daysLeft } }
  followUp { version ownerId ownerName nextAction nextActionOn }`;

const PIPELINE = operation(`query Pipeline($mine: Boolean!, $search: String) {
  pipeline(mine: $mine, search: $search) { cap columns { step count entries {
    company { ${COMPANY} } since actor representativeName agentName ownerId ownerName nextAction nextActionOn remindedAt
  } } } }`);

export const fetchPipeline = async (wish: { mine: boolean; search: string | null }): Promise<Pipeline> =>
  (await request<{ pipeline: Pipeline }>(PIPELINE, wish)).pipeline;

const SALES_PEOPLE = operation('query SalesPeople { salesPeople { id displayName } }');

export const fetchSalesPeople = async (): Promise<readonly SalesPerson[]> =>
  (await request<{ salesPeople: readonly SalesPerson[] }>(SALES_PEOPLE)).salesPeople;

const COMPANY_FILE = operation(`query CompanyFile($id: ID!) { companyFile(id: $id) { ${FILE} } }`);

export const fetchCompanyFile = async (id: string): Promise<CompanyFile> =>
  (await request<{ companyFile: CompanyFile }>(COMPANY_FILE, { id })).companyFile;

const COMPANY_LOOKUP = operation(
  'query CompanyLookup($siren: String!) { companyLookup(siren: $siren) { outcome name city closed } }',
);

export interface CompanyLookup {
  readonly outcome: 'FOUND' | 'UNKNOWN' | 'NOT_CONFIGURED' | 'UNAVAILABLE';
  readonly name: string | null;
  readonly city: string | null;
  readonly closed: boolean | null;
}

/** What the public register knows under this SIREN. */
export const lookUpCompany = async (siren: string): Promise<CompanyLookup> =>
  (await request<{ companyLookup: CompanyLookup }>(COMPANY_LOOKUP, { siren })).companyLookup;

const fileMutation = (name: string, input: string): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${FILE} } }`);

const RECORD_REGISTRATION = fileMutation('recordRegistration', 'RecordRegistrationInput');

export const recordRegistration = async (input: {
  companyId: string;
  version: number | null;
  legalForm: string;
  address: string;
  postalCode: string;
  city: string;
  vatNumber: string | null;
  proof: { type: PaperType; reference: string; issuedOn: string };
}): Promise<CompanyFile> =>
  (await request<{ recordRegistration: CompanyFile }>(RECORD_REGISTRATION, { input })).recordRegistration;

const REFRESH_REGISTRATION = operation(
  `mutation Refresh($input: RefreshCompanyInput!) {
    refreshRegistration(input: $input) { establishments leftOut establishmentCount company { ${FILE} } } }`,
);

export interface RefreshedCompany {
  readonly company: CompanyFile;
  readonly establishments: number;
  readonly leftOut: number;
  readonly establishmentCount: number;
}

/** The server asks the public register itself. */
export const refreshRegistration = async (input: { companyId: string }): Promise<RefreshedCompany> =>
  (await request<{ refreshRegistration: RefreshedCompany }>(REFRESH_REGISTRATION, { input }))
    .refreshRegistration;

const RECORD_ESTABLISHMENT = fileMutation('recordEstablishment', 'RecordEstablishmentInput');

export const recordEstablishment = async (
  input: { companyId: string; version: number | null } & Omit<Establishment, 'version' | 'source'>,
): Promise<CompanyFile> =>
  (await request<{ recordEstablishment: CompanyFile }>(RECORD_ESTABLISHMENT, { input })).recordEstablishment;

const RECORD_PAPER = fileMutation('recordCompanyPaper', 'RecordCompanyPaperInput');

export const recordCompanyPaper = async (input: {
  companyId: string;
  kind: PaperKind;
  type: PaperType;
  reference: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
}): Promise<CompanyFile> =>
  (await request<{ recordCompanyPaper: CompanyFile }>(RECORD_PAPER, { input })).recordCompanyPaper;

const FOLLOW_COMPANY = fileMutation('followCompany', 'FollowCompanyInput');

export const followCompany = async (input: {
  companyId: string;
  version: number | null;
  ownerId: string | null;
  nextAction: string | null;
  nextActionOn: string | null;
}): Promise<CompanyFile> =>
  (await request<{ followCompany: CompanyFile }>(FOLLOW_COMPANY, { input })).followCompany;

const PORTFOLIO = operation(`query Portfolio($mine: Boolean!, $english: Boolean!) {
  portfolio(mine: $mine, english: $english) { csv quarters { quarter renewable newOrder }
    funnel { step reached waiting dropped }
    lines { companyId siren name step ownerName activeCertificates mandatesEnding inactiveAgents
      expiries { quarter renewable newOrder } } } }`);

export const fetchPortfolio = async (wish: { mine: boolean; english: boolean }): Promise<Portfolio> =>
  (await request<{ portfolio: Portfolio }>(PORTFOLIO, wish)).portfolio;
