/**
 * Seconds that must pass after the n-th try in a row before the next one is looked at: four tries are free, then the
 * pause doubles up to a minute. It slows down and never locks (D13's principle); the last pause holds for all further
 * tries.
 */
export const TRY_PAUSES: readonly number[] = [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60];

/** Tries that nobody repeated for this long are forgotten. */
export const TRY_MEMORY = { hours: 24 } as const;
