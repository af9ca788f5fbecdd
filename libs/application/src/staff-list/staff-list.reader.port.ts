import type {
  LineFault,
  RememberedHeaders,
  StaffChange,
  StaffList,
  StaffVerdict,
} from '@mandataire/domain/staff-list';
import type { CompanyReadScope, Page, PageRequest, ReadScope } from '../reading/index.js';

export interface StaffListRow extends StaffList {
  readonly uploadedByName: string;
  /** A request for a second person that waits (D15). */
  readonly secondPersonAsked: boolean;
}

export interface StaffLineRow {
  /** In the file, as a spreadsheet shows it. */
  readonly position: number;
  readonly cells: readonly string[];
  /** Null before the dry run. */
  readonly verdict: StaffVerdict | null;
  readonly fault: LineFault | null;
  readonly changes: readonly StaffChange[];
  readonly certificates: number;
  readonly holderId: string | null;
  /** What the run has made of it; null while it hasn't come to it. */
  readonly outcome: StaffVerdict | null;
}

/** Lines that change one attribute of certified data and revoke, with the first of them (D15). */
export interface ChangeGroup {
  readonly attribute: string;
  readonly lines: number;
  readonly certificates: number;
  readonly examples: readonly {
    readonly position: number;
    readonly before: string;
    readonly after: string;
  }[];
}

export interface StaffListReader {
  /** Newest first, at most fifty. */
  list(scope: ReadScope): Promise<readonly StaffListRow[]>;
  byId(scope: ReadScope, id: string): Promise<StaffListRow | undefined>;
  lines(
    scope: ReadScope,
    listId: string,
    page: PageRequest,
    filter: { readonly verdict?: StaffVerdict },
  ): Promise<Page<StaffLineRow>>;
  changeGroups(scope: ReadScope, listId: string): Promise<readonly ChangeGroup[]>;
  /** What the company has said of headers before. */
  remembered(scope: CompanyReadScope): Promise<RememberedHeaders>;
  /** Live certificates of the company. */
  liveCertificates(scope: CompanyReadScope): Promise<number>;
  /** Every line in its order, in parts: for the report. */
  eachPart(scope: ReadScope, listId: string, part: (lines: readonly StaffLineRow[]) => void): Promise<void>;
}
