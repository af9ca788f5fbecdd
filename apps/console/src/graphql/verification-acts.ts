import { request, type RequestOptions } from './client.js';
import { HOLDER, ORDER } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { Holder, HolderSummary, Order } from './schema.js';
import type { RevocationTask, VerificationActInput } from './schema-verification.js';

const mutation = (name: string, input: string, fields = HOLDER): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${fields} } }`);

interface MeetingInput {
  readonly verificationId: string;
  readonly version: number;
}

const REQUEST = mutation('requestVerification', 'RequestVerificationInput');

export const requestVerification = async (input: {
  idempotencyKey: string;
  holderId: string;
}): Promise<Holder> =>
  (await request<{ requestVerification: Holder }>(REQUEST, { input })).requestVerification;

const SCHEDULE = mutation('scheduleVerification', 'ScheduleVerificationInput');

/** Sets its day, or sets it anew: both people get an entry for their calendars. */
export const scheduleVerification = async (
  input: MeetingInput & { scheduledAt: string; place: string; verifierAccountId: string | null },
): Promise<Holder> =>
  (await request<{ scheduleVerification: Holder }>(SCHEDULE, { input })).scheduleVerification;

const START = mutation('startVerification', 'MeetingActInput');

export const startVerification = async (input: MeetingInput): Promise<Holder> =>
  (await request<{ startVerification: Holder }>(START, { input })).startVerification;

const MISS = mutation('missVerification', 'MeetingActInput');

export const missVerification = async (input: MeetingInput): Promise<Holder> =>
  (await request<{ missVerification: Holder }>(MISS, { input })).missVerification;

const FAIL = mutation('failVerification', 'EndMeetingInput');

export const failVerification = async (input: MeetingInput & { reason: string | null }): Promise<Holder> =>
  (await request<{ failVerification: Holder }>(FAIL, { input })).failVerification;

const CANCEL = mutation('cancelVerification', 'EndMeetingInput');

export const cancelVerification = async (input: MeetingInput & { reason: string | null }): Promise<Holder> =>
  (await request<{ cancelVerification: Holder }>(CANCEL, { input })).cancelVerification;

interface Versioned {
  readonly holderId: string;
  readonly version: number;
}

const REPORT = mutation('reportDeparture', 'ReportDepartureInput');

/** `confirmedCertificateIds`: those that were shown; refused when they are others by now (I-30). */
export const reportDeparture = async (
  input: Versioned & { idempotencyKey: string; leavesOn: string; confirmedCertificateIds: readonly string[] },
): Promise<Holder> => (await request<{ reportDeparture: Holder }>(REPORT, { input })).reportDeparture;

const CANCEL_DEPARTURE = mutation('cancelDeparture', 'DepartureActInput');

export const cancelDeparture = async (input: Versioned): Promise<Holder> =>
  (await request<{ cancelDeparture: Holder }>(CANCEL_DEPARTURE, { input })).cancelDeparture;

const CLOSE_DEPARTURE = mutation('closeDeparture', 'DepartureActInput');

export const closeDeparture = async (input: Versioned): Promise<Holder> =>
  (await request<{ closeDeparture: Holder }>(CLOSE_DEPARTURE, { input })).closeDeparture;

const RETURN = mutation('returnHolder', 'HolderActInput');

export const returnHolder = async (input: Versioned): Promise<Holder> =>
  (await request<{ returnHolder: Holder }>(RETURN, { input })).returnHolder;

const OFFICE_RECORD = mutation('recordOrderVerification', 'RecordOrderVerificationInput', ORDER);

/** The officer verifies the holder of a file that he opened. */
export const recordOrderVerification = async (
  input: VerificationActInput & { orderId: string },
): Promise<Order> =>
  (await request<{ recordOrderVerification: Order }>(OFFICE_RECORD, { input })).recordOrderVerification;

const INVALIDATE = mutation('invalidateVerification', 'InvalidateVerificationInput', ORDER);

export const invalidateVerification = async (input: { orderId: string; reason: string }): Promise<Order> =>
  (await request<{ invalidateVerification: Order }>(INVALIDATE, { input })).invalidateVerification;

const TASKS = operation(`query RevocationTasks { revocationTasks {
  id cause certificateId serial holderId holderName ownerName dueAt overdue requested plannedFor
} }`);

/** Open ones, those due first before the others. */
export const fetchRevocationTasks = async (
  options: RequestOptions = {},
): Promise<readonly RevocationTask[]> =>
  (await request<{ revocationTasks: readonly RevocationTask[] }>(TASKS, {}, options)).revocationTasks;

const NAMESAKES =
  operation(`query Namesakes($search: String!) { holders(first: 20, filter: { search: $search }) {
  edges { node { id state displayName surname givenNames email jobTitle establishment } }
} }`);

export type Namesake = Pick<
  HolderSummary,
  'id' | 'state' | 'displayName' | 'surname' | 'givenNames' | 'email' | 'jobTitle'
> & { readonly establishment: string | null };

/** People of the company whose names begin like this. */
export const fetchNamesakes = async (search: string): Promise<readonly Namesake[]> =>
  (
    await request<{ holders: { edges: readonly { node: Namesake }[] } }>(NAMESAKES, { search })
  ).holders.edges.map(({ node }) => node);
