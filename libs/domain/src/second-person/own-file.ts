/** Who wants to decide on a file. */
export interface FileDecider {
  readonly accountId: string;
  readonly email: string;
  /** He is somebody in the file's company. */
  readonly isMember: boolean;
}

/** The persons whom a file names: representative, MC, holder, whoever placed it. */
export interface FileParties {
  readonly accountIds: readonly (string | null)[];
  readonly emails: readonly (string | null)[];
}

/** Nobody decides on his own company's file, nor on one that names him (F61, D28): another officer does. */
export const isOwnFile = (decider: FileDecider, parties: FileParties): boolean =>
  decider.isMember ||
  parties.accountIds.includes(decider.accountId) ||
  parties.emails.includes(decider.email);
