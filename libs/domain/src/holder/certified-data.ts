/**
 * What a person certificate says of its holder (R21): the snapshot that the holder reviews, consents to, and that is
 * immutable once issued (R22). Any change of one of these attributes revokes and reorders (R23, D15).
 */
export interface CertifiedData {
  readonly surname: string;
  /** In the order of the identity document; the first one enters the common name (F37). */
  readonly givenNames: readonly string[];
  readonly email: string;
  /** Function (fonction) in the company, the subject's `title`. */
  readonly jobTitle: string;
  /** Official full name of the company, the subject's `O` (F37). */
  readonly companyName: string;
  readonly siren: string;
  /** Opaque and random per holder, the same at renewal; tells homonyms apart (D23, F38). */
  readonly subjectSerialNumber: string;
}
