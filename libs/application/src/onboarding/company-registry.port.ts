import type { EstablishmentFields } from '@mandataire/domain/tenant';

/** A company as a public register describes it. What the register keeps to itself (partial diffusion) is ''. */
export interface RegisteredCompany {
  readonly siren: string;
  readonly name: string;
  readonly legalForm: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  /** Ceased. */
  readonly closed: boolean;
  readonly establishments: readonly EstablishmentFields[];
  /** How many it has in all: the register gives a thousand at most. */
  readonly establishmentCount: number;
}

/** An expected answer is no exception: the caller goes on by hand, or tries again later. */
export type RegistryAnswer =
  | { readonly outcome: 'FOUND'; readonly company: RegisteredCompany }
  | { readonly outcome: 'UNKNOWN' }
  | { readonly outcome: 'NOT_CONFIGURED' }
  /** It does not answer in time, refuses for now, or answers what it never promised. */
  | { readonly outcome: 'UNAVAILABLE'; readonly retryAfterSeconds: number | null };

/**
 * A public register of companies. The number itself is judged by its key before anybody asks (V1): an installation without
 * a register works by that algorithm and by proofs that a person has seen (V3).
 */
export interface CompanyRegistry {
  find(siren: string): Promise<RegistryAnswer>;
}
