import type { Hasher, Randomness } from '../clock/index.js';
import type { Transaction } from '../unit-of-work/index.js';
import type { OneTimeLink } from '@mandataire/domain/link';
import { newToken } from './link-token.js';

export interface LinkOrder {
  readonly purpose: OneTimeLink['purpose'];
  readonly objectId: string;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Makes tokens: only the hash is stored, the token lives in the mail (128 random bits). */
export class LinkIssuer {
  constructor(
    private readonly randomness: Randomness,
    private readonly hasher: Hasher,
  ) {}

  /** A new link; an earlier one for the same purpose and object is replaced, so that one works at a time. */
  async issue(tx: Transaction, order: LinkOrder): Promise<{ token: string }> {
    const earlier = await tx.links.latest(order.purpose, order.objectId);
    if (earlier && earlier.usedAt === null && earlier.replacedAt === null) {
      await tx.links.save({ ...earlier, replacedAt: tx.now });
    }
    const token = newToken(tx.caller.tenantId, this.randomness);
    await tx.links.insert({
      tenantId: tx.caller.tenantId,
      id: this.randomness.id(),
      version: 1,
      purpose: order.purpose,
      objectId: order.objectId,
      tokenHash: this.hasher.sha256(token),
      email: order.email,
      createdAt: tx.now,
      expiresAt: order.expiresAt,
      usedAt: null,
      replacedAt: null,
    });
    return { token };
  }
}
