import { accept, refuseInput, type Decision } from '../decision/index.js';
import { lineFault, type TenantId } from '../tenant/index.js';
import { isCalendarDate, type CalendarDate } from '../time/index.js';

/** Who of sales looks after a company, and what he does next; `id` is the company's own. */
export interface CompanyFollowUp {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly ownerId: string | null;
  readonly nextAction: string | null;
  readonly nextActionOn: CalendarDate | null;
}

export type FollowUpFields = Pick<CompanyFollowUp, 'ownerId' | 'nextAction' | 'nextActionOn'>;

/** When the one who must act on a mandate was last reminded; `id` is the mandate's own. */
export interface MandateReminder {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly step: string;
  readonly remindedAt: Date;
}

const LONGEST_ACTION = 200;

/** Refuses a note that is too long and a day that is none; a day alone is enough to be reminded. */
export function followUpFields(input: FollowUpFields): Decision<FollowUpFields> {
  const nextAction = (input.nextAction ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim() || null;
  const fields: Record<string, string> = {};
  const fault = nextAction === null ? undefined : lineFault(nextAction, LONGEST_ACTION);
  if (fault) fields.nextAction = fault;
  if (input.nextActionOn !== null && !isCalendarDate(input.nextActionOn)) fields.nextActionOn = 'NOT_A_DATE';
  return Object.keys(fields).length > 0 ? refuseInput(fields) : accept({ ...input, nextAction });
}
