import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { request } from './client.js';
import { fetchFleet, fetchProducts } from './home.js';
import { KeysetPages, type KeysetPage } from './keyset-pages.js';
import { LISTS, RECORDS, type ListSource, type RecordSource } from './lists.js';
import { fetchMembers } from './member-acts.js';
import { fetchSecondPersonRequests } from './second-persons.js';
import { fetchRevocationTasks } from './verification-acts.js';
import { operation, type Operation } from './operation.js';
import type { Connection } from './schema.js';

const sourceOf = (resource: string): ListSource => {
  const source = LISTS[resource];
  if (!source) throw new Error(`no list ${resource}`);
  return source;
};

/** An empty filter field means "not filtered": forms send '' and [] for it. */
const tidyFilter = (filter: Record<string, unknown> = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== '' &&
        value !== null &&
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

function listOf({ field, node, counted, filterType }: ListSource): Operation {
  const own = filterType ? [['filter', filterType]] : [];
  const parameters = ['$first: Int!', '$after: String', ...own.map(([name, type]) => `$${name}: ${type}`)];
  const passed = ['first: $first', 'after: $after', ...own.map(([name]) => `${name}: $${name}`)];
  const count = counted ? ' totalCount' : '';
  return operation(`query List(${parameters.join(', ')}) {
    page: ${field}(${passed.join(', ')}) { edges { node { ${node} } } pageInfo { hasNextPage endCursor }${count} }
  }`);
}

const recordOf = ({ field, node }: RecordSource): Operation =>
  operation(`query One($id: ID!) { record: ${field}(id: $id) { ${node} } }`);

/** One operation per resource, known to the build. */
const each = <Source>(sources: Readonly<Record<string, Source>>, write: (source: Source) => Operation) =>
  new Map(Object.entries(sources).map(([resource, source]) => [resource, write(source)]));

const LIST_OPERATIONS = each(LISTS, listOf);
const RECORD_OPERATIONS = each(RECORDS, recordOf);

function known<Value>(values: ReadonlyMap<string, Value>, resource: string): Value {
  const value = values.get(resource);
  if (!value) throw new Error(`no resource ${resource}`);
  return value;
}

const options = (signal?: AbortSignal) => (signal ? { signal } : {});

const pages = new KeysetPages();

async function fetchRows<Row>(
  resource: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<KeysetPage<Row>> {
  const { page } = await request<{ page: Connection<Row> }>(
    known(LIST_OPERATIONS, resource),
    variables,
    options(signal),
  );
  return {
    rows: page.edges.map((edge) => edge.node),
    endCursor: page.pageInfo.endCursor,
    hasNextPage: page.pageInfo.hasNextPage,
    totalCount: page.totalCount,
  };
}

async function list<Row extends RaRecord>(resource: string, params: GetListParams) {
  const source = sourceOf(resource);
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const filter = tidyFilter(params.filter);
  const wish = source.filterType ? { filter } : {};
  const result = await pages.page<Row>(`${resource} ${perPage} ${JSON.stringify(filter)}`, page, (after) =>
    fetchRows<Row>(resource, { first: perPage, after, ...wish }, params.signal),
  );
  return {
    data: [...result.rows],
    // With a total react-admin draws numbered pages and trusts the count; a keyset list has neighbours only.
    pageInfo: { hasNextPage: result.hasNextPage, hasPreviousPage: page > 1 },
    meta: { totalCount: result.totalCount },
  };
}

async function one<Row extends RaRecord>(resource: string, id: unknown, signal?: AbortSignal): Promise<Row> {
  const { record } = await request<{ record: Row }>(
    known(RECORD_OPERATIONS, resource),
    { id },
    options(signal),
  );
  return record;
}

const fleet = async (signal?: AbortSignal) => ({ ...(await fetchFleet(options(signal))), id: 'current' });

async function products(signal?: AbortSignal) {
  const found = await fetchProducts(options(signal));
  return { data: found.map((product) => ({ ...product, id: product.code })), total: found.length };
}

async function members(signal?: AbortSignal) {
  const data = await fetchMembers(options(signal));
  return { data, total: data.length };
}

async function secondPersons(signal?: AbortSignal) {
  const data = await fetchSecondPersonRequests(options(signal));
  return { data, total: data.length };
}

async function revocationTasks(signal?: AbortSignal) {
  const data = await fetchRevocationTasks(options(signal));
  return { data, total: data.length };
}

/** Lists without pages. */
const WHOLE: Readonly<Record<string, (signal?: AbortSignal) => Promise<unknown>>> = {
  products,
  members,
  'second-persons': secondPersons,
  'revocation-tasks': revocationTasks,
};

/** Changes are acts with names of their own (graphql/acts.ts), never the edit of a record. */
const notAnEdit = () => Promise.reject(new Error('the console acts by named mutations'));

/** The read side of react-admin over the schema's keyset pages. */
export const dataProvider = {
  supportAbortSignal: true,
  getList: (resource: string, params: GetListParams) =>
    WHOLE[resource]?.(params.signal) ?? list(resource, params),
  // The home page reads as one record, so that react-admin caches and refreshes it like the others.
  getOne: async (resource: string, { id, signal }: { id: unknown; signal?: AbortSignal }) => ({
    data: resource === 'fleet' ? await fleet(signal) : await one(resource, id, signal),
  }),
  getMany: async (resource: string, { ids, signal }: { ids: unknown[]; signal?: AbortSignal }) => ({
    data: await Promise.all(ids.map((id) => one(resource, id, signal))),
  }),
  getManyReference: (resource: string, params: GetListParams & { target: string; id: unknown }) =>
    list(resource, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
  create: notAnEdit,
  update: notAnEdit,
  updateMany: notAnEdit,
  delete: notAnEdit,
  deleteMany: notAnEdit,
} as unknown as DataProvider;
