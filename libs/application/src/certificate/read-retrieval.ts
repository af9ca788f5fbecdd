import type { Certificate } from '@mandataire/domain/certificate';
import type { Order } from '@mandataire/domain/order';
import type { Hasher } from '../clock/index.js';
import { callerOfLink, openLink } from '../link/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface Retrieval {
  readonly order: Order;
  /** Present once the key was made: the same link then only lets the holder accept or refuse. */
  readonly certificate: Certificate | undefined;
  readonly expiresAt: Date;
}

/** What the holder's download link opens (R4). Reading it consumes nothing. */
export class ReadRetrieval {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(token: string, correlationId: string): Promise<Retrieval> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openLink(tx, tokenHash, 'RETRIEVAL');
      const order = await tx.orders.find(link.objectId);
      if (!order) throw notFound();
      return { order, certificate: await tx.certificates.ofOrder(order.id), expiresAt: link.expiresAt };
    });
  }
}
