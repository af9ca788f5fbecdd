import { AuthorityUnavailableError } from '@mandataire/application/certificate';
import { RefusedError } from '@mandataire/application/refusal';

/** Database or authority are away: no part of the set would fare better. */
const isAway = (error: unknown): boolean =>
  error instanceof AuthorityUnavailableError ||
  (error instanceof RefusedError && error.code === 'UPSTREAM_UNAVAILABLE');

/**
 * Does the work on the whole set; when that fails, on either half, down to the one that cannot be done: it stops nobody
 * else. The work must bear being done again on a part.
 * @throws when the work is impossible for all.
 */
export async function inHalves<T>(
  items: readonly T[],
  work: (items: readonly T[]) => Promise<void>,
  onFailure: (item: T, error: unknown) => void,
): Promise<void> {
  const [first, ...others] = items;
  if (first === undefined) return;
  try {
    await work(items);
  } catch (error) {
    if (isAway(error)) throw error;
    if (others.length === 0) {
      onFailure(first, error);
      return;
    }
    const middle = items.length >> 1;
    await inHalves(items.slice(0, middle), work, onFailure);
    await inHalves(items.slice(middle), work, onFailure);
  }
}
