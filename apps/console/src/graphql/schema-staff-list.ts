/** Staff lists, as the console reads them (apps/api/schema.graphql). */
import type { StaffField, StaffListState, StaffVerdict } from '@mandataire/domain/staff-list';
import type { DateTime } from './schema.js';

export type StaffListAction = 'MAP' | 'RUN' | 'ASK_SECOND_PERSON' | 'CANCEL';

export interface StaffListCounts {
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly revoke: number;
  readonly refused: number;
  readonly certificates: number;
}

export interface StaffColumn {
  readonly field: StaffField;
  readonly column: number;
}

export interface StaffList {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly state: StaffListState;
  readonly uploadedByName: string;
  readonly uploadedAt: DateTime;
  readonly format: string | null;
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly headerLine: number | null;
  readonly headers: readonly string[];
  readonly mapping: readonly StaffColumn[];
  readonly problem: string | null;
  readonly lines: number;
  readonly done: number;
  readonly checked: StaffListCounts;
  readonly outcome: StaffListCounts;
  readonly runStartedAt: DateTime | null;
  readonly endedAt: DateTime | null;
  readonly forgottenAt: DateTime | null;
  readonly needsSecondPerson: boolean;
  readonly secondPersonAsked: boolean;
  readonly allowedActions: readonly StaffListAction[];
}

export interface StaffListLine {
  readonly position: number;
  readonly cells: readonly string[];
  readonly verdict: StaffVerdict | null;
  readonly outcome: StaffVerdict | null;
  readonly faultField: StaffField | null;
  readonly problem: string | null;
  readonly changes: readonly {
    readonly attribute: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly certificates: number;
  readonly holderId: string | null;
}

export interface StaffListLines {
  readonly lines: readonly StaffListLine[];
  readonly next: string | null;
}

export interface StaffListChangeGroup {
  readonly attribute: string;
  readonly lines: number;
  readonly certificates: number;
  readonly examples: readonly {
    readonly position: number;
    readonly before: string;
    readonly after: string;
  }[];
}
