/** Asks the public status service as a stranger would: over HTTP, verifying the signatures. */
export interface StatusProbe {
  /** What OCSP answers for this serial of this issuing CA. @throws when no valid answer comes. */
  ocsp(issuerId: string, serial: string): Promise<'GOOD' | 'REVOKED' | 'UNKNOWN'>;
  /** Whether the CRL that this issuing CA published lists the serial. @throws when no valid CRL comes. */
  crlLists(issuerId: string, serial: string): Promise<boolean>;
}
