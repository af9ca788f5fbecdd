import { refuseByRule } from '@mandataire/domain/decision';
import { conflict, refusedError, RefusedError } from '@mandataire/application/refusal';

interface DatabaseFault {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
  readonly driverError?: DatabaseFault;
}

/** Constraints that close a race which a rule answers first: the later one gets the same refusal as a slower click. */
const RULE_OF_CONSTRAINT: Readonly<Record<string, () => RefusedError>> = {
  revocation_request_open_key: () => refusedError(refuseByRule('I-17', 'REVOCATION_ALREADY_OPEN').refusal),
  certificate_order_open_key: () => refusedError(refuseByRule('R1', 'ORDER_ALREADY_OPEN').refusal),
  mandate_overlap_excl: () => refusedError(refuseByRule('D12', 'MANDATE_OVERLAPS').refusal),
  identity_change_open_key: () => refusedError(refuseByRule('I-15', 'CHANGE_ALREADY_OPEN').refusal),
  holder_account_key: () => refusedError(refuseByRule('I-23', 'HOLDER_EMAIL_TAKEN').refusal),
  second_person_request_open_key: () =>
    refusedError(refuseByRule('D28', 'SECOND_PERSON_ALREADY_ASKED').refusal),
  // D16: another run of the same saga was faster.
  certificate_order_replaces_key: conflict,
  holder_identity_number_key: conflict,
  holder_employee_key_key: conflict,
  holder_employee_key_pkey: conflict,
  account_email_key: conflict,
  membership_once_key: conflict,
  certificate_order_key: conflict,
  one_time_link_usable_key: conflict,
};

/** Unique and exclusion violation. */
const CONSTRAINT_VIOLATIONS = ['23505', '23P01'];
/** Serialization failure and deadlock: PostgreSQL asks to try again. */
const COLLISIONS = ['40001', '40P01'];
/** Connection refused, lost or shut down, too many connections: the request may be repeated as it is. */
const UNAVAILABLE =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
const LOST_CONNECTION =
  /Connection terminated|not queryable|connection timeout|timeout exceeded when trying to connect/i;

interface Described {
  readonly code: string;
  readonly constraint: string;
  readonly message: string;
}

/** The mapper wraps the driver's error; both carry the same facts. */
function describe(error: object): Described {
  const fault = error as DatabaseFault;
  const of = (name: 'code' | 'constraint') => String(fault[name] ?? fault.driverError?.[name] ?? '');
  return { code: of('code'), constraint: of('constraint'), message: String(fault.message ?? '') };
}

const isUnavailable = ({ code, message }: Described): boolean =>
  code === '' ? LOST_CONNECTION.test(message) : UNAVAILABLE.test(code);

/** The fault as the use cases and the edge know it; anything unexpected stays as it is and ends as INTERNAL. */
export function translateFault(error: unknown): unknown {
  if (error instanceof RefusedError || typeof error !== 'object' || error === null) return error;
  const fault = describe(error);
  if (CONSTRAINT_VIOLATIONS.includes(fault.code)) return RULE_OF_CONSTRAINT[fault.constraint]?.() ?? error;
  if (COLLISIONS.includes(fault.code)) return conflict();
  return isUnavailable(fault) ? new RefusedError('UPSTREAM_UNAVAILABLE', { retryable: true }) : error;
}
