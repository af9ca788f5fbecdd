import type { Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type {
  Colleague,
  Judgement,
  LineFault,
  RememberedHeaders,
  StaffList,
  StaffVerdict,
} from '@mandataire/domain/staff-list';

/** A line as it was read: `position` is its number in the file, as a spreadsheet shows it. */
export interface StagedLine {
  readonly position: number;
  readonly cells: readonly string[];
}

/** What the dry run has made of a line. */
export interface CheckedLine extends Omit<Judgement, 'holder' | 'identity' | 'phone' | 'establishment'> {
  readonly position: number;
  /** As it stands in the list, to find a second line about the same person. */
  readonly email: string | null;
  readonly holderId: string | null;
}

/** A line that the run has to carry out, with what was shown of it. */
export interface LineToRun extends StagedLine {
  readonly verdict: StaffVerdict;
  readonly holderId: string | null;
  readonly certificateIds: readonly string[];
}

export interface RunLine {
  readonly position: number;
  readonly outcome: StaffVerdict;
  readonly holderId: string | null;
  readonly fault: LineFault | null;
}

export interface EarlierLine {
  readonly position: number;
  readonly email: string | null;
  readonly employeeKey: string | null;
  readonly holderId: string | null;
}

/** Staff lists and their lines; every call is one statement, for a thousand lines as for one. */
export interface StaffListRepository {
  find(id: string): Promise<StaffList | undefined>;
  /** Nobody else goes on with it until the commit; undefined while somebody does. */
  lockFree(id: string): Promise<StaffList | undefined>;
  insert(list: StaffList): Promise<void>;
  /** @throws CONFLICT when it was changed since it was read */
  save(list: StaffList): Promise<StaffList>;
  /** The file as it came, until it is read. */
  keepFile(id: string, octets: Uint8Array): Promise<void>;
  file(id: string): Promise<Uint8Array | undefined>;
  forgetFile(id: string): Promise<void>;
  /** Lines that are there already stay: reading the same file again writes the same. */
  stage(id: string, lines: readonly StagedLine[]): Promise<void>;
  forgetLines(id: string): Promise<void>;
  /** Behind `after`, in their order. */
  lines(id: string, after: number, limit: number): Promise<readonly StagedLine[]>;
  /** The same, of those that are to be carried out. */
  linesToRun(id: string, after: number, limit: number): Promise<readonly LineToRun[]>;
  /** Lines that were not refused, up to `before`, with one of these. */
  earlier(
    id: string,
    before: number,
    of: {
      readonly emails: readonly string[];
      readonly employeeKeys: readonly string[];
      readonly holderIds: readonly string[];
    },
  ): Promise<readonly EarlierLine[]>;
  writeChecked(id: string, lines: readonly CheckedLine[]): Promise<void>;
  writeRun(id: string, lines: readonly RunLine[]): Promise<void>;
  /** Whether one of its lines changes certified data (D15). */
  changesIdentities(id: string): Promise<boolean>;
  remembered(): Promise<RememberedHeaders>;
  remember(headers: RememberedHeaders): Promise<void>;
}

export interface Newcomer {
  readonly holder: Omit<Holder, 'accountId'>;
  readonly identity: HolderIdentity;
  readonly employeeKey: string | null;
  /** Should there be none with this address yet, and the membership that waits for acceptance. */
  readonly accountId: string;
  readonly membershipId: string;
}

/** Holders in sets. */
export interface ColleagueRepository {
  /** Who has one of these addresses in force, or one of these keys; with `lock` nobody else changes them until the commit. */
  find(
    of: { readonly emails: readonly string[]; readonly employeeKeys: readonly string[] },
    lock: boolean,
  ): Promise<readonly Colleague[]>;
  /** Addresses of people who aren't of this company, of others of its holders, or kept for a former owner: never whose. */
  takenEmails(emails: readonly string[]): Promise<readonly string[]>;
  /** Live certificates of these holders. */
  certificatesOf(holderIds: readonly string[]): Promise<readonly Certificate[]>;
  /** How many live certificates the company has. */
  liveCertificates(): Promise<number>;
  /** Those with an order that is not in a terminal state. */
  withOpenOrder(holderIds: readonly string[]): Promise<readonly string[]>;
  /** @throws CONFLICT when an address became somebody else's meanwhile */
  enrol(newcomers: readonly Newcomer[]): Promise<void>;
  /** Contact data and, where it changes, the number of the identity in force. @throws CONFLICT when one was changed since it was read */
  changeHolders(holders: readonly Holder[]): Promise<void>;
  setEmployeeKeys(
    keys: readonly { readonly holderId: string; readonly employeeKey: string }[],
  ): Promise<void>;
  /** The greatest number of each holder's identities: versions are never used twice. */
  lastNumbers(holderIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  addIdentities(identities: readonly HolderIdentity[]): Promise<void>;
  addIdentityChanges(changes: readonly IdentityChange[]): Promise<void>;
}
