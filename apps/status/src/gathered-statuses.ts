import type { CertificateStatusReader, SerialStatus } from '@mandataire/application/certificate';

type Statuses = ReadonlyMap<string, SerialStatus>;

interface Gathering {
  readonly serials: Set<string>;
  readonly reading: Promise<Statuses>;
}

/**
 * One reading of the store for all that is asked about an authority within one turn of the event loop: under a flood a turn
 * takes long, and the connections to the store are few. The reading begins after the question, never before.
 */
export class GatheredStatuses implements Pick<CertificateStatusReader, 'statuses'> {
  private readonly byIssuer = new Map<string, Gathering>();

  constructor(private readonly reader: Pick<CertificateStatusReader, 'statuses'>) {}

  /** @returns those asked for, and perhaps others. */
  statuses(issuerId: string, serials: readonly string[]): Promise<Statuses> {
    const gathering = this.byIssuer.get(issuerId) ?? this.gather(issuerId);
    for (const serial of serials) gathering.serials.add(serial);
    return gathering.reading;
  }

  private gather(issuerId: string): Gathering {
    const serials = new Set<string>();
    const gathered = new Promise<void>((resolve) => setImmediate(resolve));
    const reading = gathered.then(() => {
      this.byIssuer.delete(issuerId);
      return this.reader.statuses(issuerId, [...serials]);
    });
    const gathering = { serials, reading };
    this.byIssuer.set(issuerId, gathering);
    return gathering;
  }
}
