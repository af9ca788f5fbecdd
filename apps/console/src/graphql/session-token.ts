/**
 * Each proof gives the session a new token, and the old one is nobody's from then on (docs/adr/0040). What was asked with
 * the old one meanwhile, a list that refreshes itself for one, is not told that its session is over: it asks again.
 */
let generation = 0;
let renewing: Promise<unknown> = Promise.resolve();

export const sessionToken = {
  generation: (): number => generation,
  /** Whether the session may have got another token since; known once a renewal under way has been answered. */
  changedSince: async (before: number): Promise<boolean> => {
    await renewing;
    return generation !== before;
  },
  /** Runs an operation whose answer brings the new token. */
  renew: async <Result>(operation: () => Promise<Result>): Promise<Result> => {
    const result = operation();
    renewing = result.catch(() => undefined);
    await result;
    generation += 1;
    return result;
  },
};
