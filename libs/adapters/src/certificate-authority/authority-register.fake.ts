import type {
  AuthorityCertificate,
  AuthorityRegister,
  CertificateRevocationList,
  CertificateStatusReader,
  CrlRegister,
  RevokedSerials,
  SerialRevocation,
  SerialStatus,
} from '@mandataire/application/certificate';

/** Register of the embedded authority in memory, and what the status service reads of it. */
export class FakeAuthorityRegister implements AuthorityRegister, CertificateStatusReader {
  readonly lists: CertificateRevocationList[] = [];
  private readonly certificates: AuthorityCertificate[] = [];
  private readonly serials = new Map<string, SerialStatus>();
  private readonly numbers = new Map<string, number>();
  private readonly queues = new Map<string, Promise<unknown>>();

  /** What the application does before it asks the authority to sign. */
  reserve(issuerId: string, serial: string): void {
    this.serials.set(`${issuerId}/${serial}`, { state: 'RESERVED' });
  }

  markIssued(issuerId: string, serial: string): void {
    this.serials.set(`${issuerId}/${serial}`, { state: 'ISSUED' });
  }

  markAbandoned(issuerId: string, serial: string, revokedAt: Date): void {
    this.serials.set(`${issuerId}/${serial}`, { state: 'ABANDONED', revokedAt });
  }

  async authorityCertificates(): Promise<readonly AuthorityCertificate[]> {
    return [...this.certificates];
  }

  async saveAuthorityCertificate(certificate: AuthorityCertificate): Promise<void> {
    const isTaken = ({ id, kind, name }: AuthorityCertificate): boolean =>
      id === certificate.id || (kind !== 'OCSP_SIGNER' && name === certificate.name);
    if (this.certificates.some(isTaken)) throw new Error('saved already');
    this.certificates.push(certificate);
  }

  async markRevoked(revocations: readonly SerialRevocation[]): Promise<void> {
    for (const { issuerId, serial, revokedAt } of revocations) {
      const known = this.serials.get(`${issuerId}/${serial}`);
      if (known?.state !== 'REVOKED')
        this.serials.set(`${issuerId}/${serial}`, { state: 'REVOKED', revokedAt });
    }
  }

  exclusively<T>(issuerId: string, publish: (lists: CrlRegister) => Promise<T>): Promise<T> {
    const turn = (this.queues.get(issuerId) ?? Promise.resolve()).then(() => publish(this.listsOf(issuerId)));
    this.queues.set(
      issuerId,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async statuses(issuerId: string, serials: readonly string[]): Promise<ReadonlyMap<string, SerialStatus>> {
    const known = serials.map((serial) => [serial, this.serials.get(`${issuerId}/${serial}`)] as const);
    return new Map(known.filter((each): each is readonly [string, SerialStatus] => each[1] !== undefined));
  }

  async currentCrl(issuerId: string): Promise<CertificateRevocationList | undefined> {
    return this.lists
      .filter((list) => list.issuerId === issuerId)
      .reduce<CertificateRevocationList | undefined>(
        (newest, list) => (newest && newest.number >= list.number ? newest : list),
        undefined,
      );
  }

  private listsOf(issuerId: string): CrlRegister {
    return {
      nextNumber: async () => {
        const number = (this.numbers.get(issuerId) ?? 0) + 1;
        this.numbers.set(issuerId, number);
        return number;
      },
      revoked: async () => ({
        kind: 'ALL',
        estimate: 0,
        read: async (take) => {
          take(this.revoked(issuerId));
          return { mark: {}, agrees: Promise.resolve(true) };
        },
      }),
      save: async (list) => void this.lists.push(list),
    };
  }

  private revoked(issuerId: string): RevokedSerials {
    const found = [...this.serials].filter(
      ([key, { state }]) => key.startsWith(`${issuerId}/`) && (state === 'REVOKED' || state === 'ABANDONED'),
    );
    return {
      count: found.length,
      serials: Buffer.from(found.map(([key]) => key.slice(issuerId.length + 1)).join(''), 'hex'),
      revokedAt: Float64Array.from(found, ([, { revokedAt }]) => revokedAt?.getTime() ?? 0),
    };
  }
}
