/** Asks the public status service as a stranger would: over HTTP, verifying the signatures. */
export interface StatusProbe {
  /** What OCSP answers for this serial. @throws when no valid answer comes. */
  ocsp(serial: string): Promise<'GOOD' | 'REVOKED' | 'UNKNOWN'>;
  /** Whether the published CRL lists the serial. @throws when no valid CRL comes. */
  crlLists(serial: string): Promise<boolean>;
}
