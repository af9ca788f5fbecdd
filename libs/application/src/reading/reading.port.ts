import type { Standing } from '@mandataire/domain/permission';
import type { Siret, TenantId } from '@mandataire/domain/tenant';
import type { Requester } from '../permission/index.js';

/** Keyset page: `after` is the opaque cursor of the last row seen; the server caps `first` at 100. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly rows: readonly { readonly cursor: string; readonly row: T }[];
  readonly hasNextPage: boolean;
}

/** Largest page; a larger `first` is refused by name, never cut silently. */
export const MAX_PAGE = 100;

/** A company's rows: all of them, or those of an MC whose mandate is for some establishments (D12), and his own. */
export interface CompanyReadScope {
  readonly kind: 'COMPANY';
  readonly tenantId: TenantId;
  readonly within?: { readonly establishments: readonly Siret[]; readonly accountId: string };
}

/**
 * Which rows a read may see. COMPANY: the company's. OWN: only what concerns the holder with this account.
 * REGISTRATION, SALES, AUDIT: over companies, named tables only, by `app.platform_scope`: the board; a
 * file's own data only through an access grant.
 */
export type ReadScope =
  | CompanyReadScope
  | { readonly kind: 'OWN'; readonly tenantId: TenantId; readonly accountId: string }
  | PlatformReadScope;

export interface PlatformReadScope {
  readonly kind: 'REGISTRATION' | 'SALES' | 'AUDIT';
  /** Whose access grants open files beyond the board (`AccessGrant`). */
  readonly accountId: string;
  readonly now: Date;
}

/** What the requester is at this instant: roles in the active company and the mandate in force. */
export interface StandingReader {
  standing(requester: Requester, now: Date): Promise<Standing>;
}
