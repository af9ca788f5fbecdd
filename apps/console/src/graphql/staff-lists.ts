import type { StaffVerdict } from '@mandataire/domain/staff-list';
import { storedLocale } from '../i18n/locale.js';
import { request } from './client.js';
import { errorOf, GraphqlError, type ErrorExtensions } from './graphql-error.js';
import { operation } from './operation.js';
import type {
  StaffColumn,
  StaffList,
  StaffListChangeGroup,
  StaffListLine,
  StaffListLines,
} from './schema-staff-list.js';

const COUNTS = '{ create update unchanged revoke refused certificates }';
const FIELDS = `id version name state uploadedByName uploadedAt format encoding separator headerLine headers
  mapping { field column } problem lines done checked ${COUNTS} outcome ${COUNTS} runStartedAt endedAt forgottenAt
  needsSecondPerson secondPersonAsked allowedActions`;

const STAFF_LISTS = operation(`query StaffLists { staffLists { ${FIELDS} } }`);

/** Newest first. */
export const fetchStaffLists = async (): Promise<readonly StaffList[]> =>
  (await request<{ staffLists: readonly StaffList[] }>(STAFF_LISTS)).staffLists;

const STAFF_LIST = operation(`query StaffList($id: ID!) { staffList(id: $id) { ${FIELDS} } }`);

export const fetchStaffList = async (id: string): Promise<StaffList> =>
  (await request<{ staffList: StaffList }>(STAFF_LIST, { id })).staffList;

const LINES =
  operation(`query StaffListLines($id: ID!, $verdict: StaffVerdict, $first: Int!, $after: String) {
  staffListLines(id: $id, verdict: $verdict, first: $first, after: $after) {
    edges { node { position cells verdict outcome faultField problem certificates holderId
      changes { attribute before after } } }
    pageInfo { hasNextPage endCursor } } }`);

interface Connection {
  readonly edges: readonly { readonly node: StaffListLine }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export async function fetchStaffListLines(
  id: string,
  page: { readonly verdict?: StaffVerdict; readonly first: number; readonly after: string | null },
): Promise<StaffListLines> {
  const { staffListLines } = await request<{ staffListLines: Connection }>(LINES, { id, ...page });
  const { edges, pageInfo } = staffListLines;
  return { lines: edges.map(({ node }) => node), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

const CHANGES = operation(`query StaffListChanges($id: ID!) { staffListChanges(id: $id) {
  attribute lines certificates examples { position before after } } }`);

/** What is certified and changes, by attribute. */
export const fetchStaffListChanges = async (id: string): Promise<readonly StaffListChangeGroup[]> =>
  (await request<{ staffListChanges: readonly StaffListChangeGroup[] }>(CHANGES, { id })).staffListChanges;

const REPORT = operation('query StaffListReport($id: ID!) { staffListReport(id: $id) }');

/** CSV. */
export const fetchStaffListReport = async (id: string): Promise<string> =>
  (await request<{ staffListReport: string }>(REPORT, { id })).staffListReport;

const MAP = operation(
  `mutation MapStaffList($input: MapStaffListInput!) { mapStaffList(input: $input) { ${FIELDS} } }`,
);

export const mapStaffList = async (input: {
  id: string;
  version: number;
  mapping: readonly StaffColumn[];
}): Promise<StaffList> => (await request<{ mapStaffList: StaffList }>(MAP, { input })).mapStaffList;

const RUN = operation(
  `mutation RunStaffList($input: RunStaffListInput!) { runStaffList(input: $input) { ${FIELDS} } }`,
);

/** `certificates`: as many as were shown to be revoked. */
export const runStaffList = async (input: {
  id: string;
  version: number;
  certificates: number;
}): Promise<StaffList> => (await request<{ runStaffList: StaffList }>(RUN, { input })).runStaffList;

const CANCEL = operation(`mutation CancelStaffList($id: ID!) { cancelStaffList(id: $id) { ${FIELDS} } }`);

export const cancelStaffList = async (id: string): Promise<StaffList> =>
  (await request<{ cancelStaffList: StaffList }>(CANCEL, { id })).cancelStaffList;

interface Uploaded {
  readonly id?: string;
  readonly errors?: readonly { message?: string; extensions?: ErrorExtensions }[];
}

/** Sends a list's file as it is. @returns the list's id. @throws GraphqlError */
export async function uploadStaffList(file: File): Promise<string> {
  let answer: Uploaded;
  try {
    const response = await fetch('/staff-lists', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
        'accept-language': storedLocale(),
      },
      body: file,
    });
    answer = (await response.json()) as Uploaded;
  } catch {
    throw new GraphqlError('NETWORK', '');
  }
  const [first] = answer.errors ?? [];
  if (first) throw errorOf(first);
  if (answer.id === undefined) throw new GraphqlError('NETWORK', '');
  return answer.id;
}
