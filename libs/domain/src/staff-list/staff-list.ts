import type { StateMachine } from '../decision/index.js';
import { SECOND_PERSON } from '../second-person/index.js';
import type { TenantId } from '../tenant/index.js';
import type { ColumnMapping } from './column-mapping.js';
import type { StaffVerdict } from './staff-line.js';

export type StaffListState =
  | 'RECEIVED'
  | 'AWAITING_MAPPING'
  | 'CHECKING'
  | 'CHECKED'
  | 'RUNNING'
  | 'DONE'
  | 'UNREADABLE'
  | 'STOPPED'
  | 'CANCELLED';
export type StaffListAction =
  'read' | 'reject' | 'map' | 'finishCheck' | 'run' | 'finish' | 'stop' | 'cancel';

/**
 * A staff list (liste du personnel) from its upload to its report. Nothing of a company changes before RUNNING; what was
 * done when it is stopped or cancelled stays done, line by line.
 */
export const staffListMachine: StateMachine<StaffListState, StaffListAction> = {
  name: 'StaffList',
  initial: 'RECEIVED',
  states: [
    'RECEIVED',
    'AWAITING_MAPPING',
    'CHECKING',
    'CHECKED',
    'RUNNING',
    'DONE',
    'UNREADABLE',
    'STOPPED',
    'CANCELLED',
  ],
  terminal: ['DONE', 'UNREADABLE', 'STOPPED', 'CANCELLED'],
  transitions: [
    { from: ['RECEIVED'], action: 'read', to: 'AWAITING_MAPPING', actors: ['SYSTEM'] },
    { from: ['RECEIVED'], action: 'reject', to: 'UNREADABLE', actors: ['SYSTEM'] },
    { from: ['AWAITING_MAPPING', 'CHECKED'], action: 'map', to: 'CHECKING', actors: ['CERTIFICATION_AGENT'] },
    { from: ['CHECKING'], action: 'finishCheck', to: 'CHECKED', actors: ['SYSTEM'] },
    { from: ['CHECKED'], action: 'run', to: 'RUNNING', actors: ['CERTIFICATION_AGENT'] },
    { from: ['RUNNING'], action: 'finish', to: 'DONE', actors: ['SYSTEM'] },
    // I-2: the mandate of whoever gave it ended in the middle.
    { from: ['CHECKING', 'RUNNING'], action: 'stop', to: 'STOPPED', actors: ['SYSTEM'] },
    {
      from: ['RECEIVED', 'AWAITING_MAPPING', 'CHECKING', 'CHECKED', 'RUNNING'],
      action: 'cancel',
      to: 'CANCELLED',
      actors: ['CERTIFICATION_AGENT', 'SYSTEM'],
    },
  ],
};

/** Lines by verdict, and the certificates that the REVOKE ones would revoke. */
export type StaffListCounts = Readonly<Record<StaffVerdict, number>> & { readonly certificates: number };

export const NO_LINES: StaffListCounts = {
  CREATE: 0,
  UPDATE: 0,
  UNCHANGED: 0,
  REVOKE: 0,
  REFUSED: 0,
  certificates: 0,
};

/** Why a file cannot be read at all, and in which of its lines it was seen. */
export interface FileFault {
  readonly reason: string;
  readonly line: number | null;
}

export interface StaffList {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  /** Of the file, for people. */
  readonly name: string;
  readonly size: number;
  /** Of the octets, hexadecimal. */
  readonly sha256: string;
  readonly channel: 'CONSOLE' | 'COMMAND';
  readonly state: StaffListState;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly format: 'CSV' | 'XLSX' | null;
  readonly encoding: string | null;
  readonly separator: string | null;
  /** The line with the columns' names; null where there is none. */
  readonly headerLine: number | null;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping | null;
  readonly fault: FileFault | null;
  /** Lines below the header. */
  readonly lines: number;
  /** The last line that the dry run or the run has done with: it goes on behind it. */
  readonly cursor: number;
  /** Lines that the running step has done with. */
  readonly done: number;
  /** What the dry run has found. */
  readonly checked: StaffListCounts;
  /** What the run has done. */
  readonly outcome: StaffListCounts;
  readonly checkStartedAt: Date | null;
  readonly checkedAt: Date | null;
  /** The MC by whose order, and under whose mandate, the running step is done. */
  readonly orderedBy: string;
  readonly runStartedAt: Date | null;
  readonly endedAt: Date | null;
  /** When its lines, personal data, were deleted. */
  readonly forgottenAt: Date | null;
}

/** More is refused by name, never cut. */
export const MOST_LINES = 10_000;
/** Octets of a file: ten thousand lines have a tenth of it. */
export const LARGEST_FILE = 10 * 1024 * 1024;
/** Characters of one cell. */
export const LONGEST_CELL = 1_000;

/** From how many revoked certificates on a list needs two persons (D15): either bound is enough. */
export interface BatchGate {
  readonly certificates: number;
  readonly share: number;
}

export const DEFAULT_GATE: BatchGate = SECOND_PERSON.REVOKE_IN_MASS.above;

/** Whether a list that revokes so many of so many needs a second person before its first line (D15). */
export const needsSecondPerson = (revoked: number, ofCompany: number, gate: BatchGate): boolean =>
  revoked > 0 && (revoked > gate.certificates || revoked > ofCompany * gate.share);
