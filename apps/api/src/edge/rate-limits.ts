import { isIPv6 } from 'node:net';
import type { RateLimit, RateLimiter } from '@mandataire/application/rate-limit';
import { rateLimited } from '@mandataire/application/refusal';
import {
  ACCOUNT_LIMIT,
  ACT_LIMITS,
  ADDRESS_LIMIT,
  MUTATION_LIMIT,
  UPLOAD_LIMIT,
  type ActLimit,
} from './rate-limits.data.js';

/** Who sends: his account if he has a session, and where from. */
export interface Sender {
  readonly accountId: string | undefined;
  readonly address: string;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The first four of an IPv6 address's eight groups, with the zeros that `::` stands for. */
function network(ip: string): readonly string[] {
  const [head = '', tail = ''] = ip.split('::').map((part) => part.split('%')[0]);
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  // An IPv4 address at its end stands for two groups.
  const written = before.length + after.length + (ip.includes('.') ? 1 : 0);
  const zeros = Array.from({ length: Math.max(8 - written, 0) }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}

/** Of IPv6 the /64 that a household or a server has to itself: else one machine would be 2⁶⁴ senders. */
export function addressKey(ip: string): string {
  if (!isIPv6(ip)) return ip;
  return MAPPED.exec(ip)?.[1] ?? `${network(ip).join(':')}::/64`;
}

/** The buckets of docs/operations.md, one limiter per line of the table. */
export class RateLimits {
  private readonly addresses: RateLimiter;
  private readonly accounts: RateLimiter;
  private readonly acts: ReadonlyMap<string, { readonly by: ActLimit['by']; readonly limiter: RateLimiter }>;
  private readonly mutations: RateLimiter;
  private readonly uploads: RateLimiter;

  constructor(limiterOf: (limit: RateLimit) => RateLimiter) {
    this.addresses = limiterOf(ADDRESS_LIMIT);
    this.accounts = limiterOf(ACCOUNT_LIMIT);
    this.mutations = limiterOf(MUTATION_LIMIT);
    this.uploads = limiterOf(UPLOAD_LIMIT);
    this.acts = new Map(
      Object.entries(ACT_LIMITS).map(([act, limit]) => [act, { by: limit.by, limiter: limiterOf(limit) }]),
    );
  }

  /** @returns seconds to wait, or undefined. */
  async address(ip: string, points: number): Promise<number | undefined> {
    const taken = await this.addresses.take(addressKey(ip), points);
    return taken.ok ? undefined : taken.retryAfterSeconds;
  }

  /** One root field of an operation, before it runs. @throws RATE_LIMITED */
  async act(name: string, isMutation: boolean, { accountId, address }: Sender): Promise<void> {
    const ownAddress = addressKey(address);
    const sender = accountId ?? ownAddress;
    await orWait(this.accounts, sender);
    const own = this.acts.get(name);
    if (own) await orWait(own.limiter, own.by === 'ADDRESS' ? ownAddress : sender);
    else if (isMutation) await orWait(this.mutations, `${name} ${sender}`);
  }

  /** A file that somebody sends, before it is read. @throws RATE_LIMITED */
  async upload(accountId: string): Promise<void> {
    await orWait(this.accounts, accountId);
    await orWait(this.uploads, accountId);
  }
}

async function orWait(limiter: RateLimiter, key: string): Promise<void> {
  const taken = await limiter.take(key);
  if (!taken.ok) throw rateLimited(taken.retryAfterSeconds);
}
