import type { AccessGrant } from '@mandataire/domain/access';
import type { Page, PageRequest, ReadScope } from '../reading/index.js';

/** A grant as a list shows it: who opened what, why, and until when. */
export interface AccessGrantRow extends AccessGrant {
  readonly accountName: string;
  readonly companyName: string;
}

/** Grants as they are read: by staff who work with one, and by the company that was entered. */
export interface AccessGrantReader {
  /** The grant of this person on this object that is open at this instant, whichever company it is in. */
  openOf(accountId: string, objectId: string, now: Date): Promise<AccessGrant | undefined>;
  /** Newest first: a company sees who entered it, platform staff where they are. */
  page(scope: ReadScope, page: PageRequest): Promise<Page<AccessGrantRow>>;
}
