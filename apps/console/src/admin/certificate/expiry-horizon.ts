const DAY_MS = 86_400_000;

/** The instant before which "within so many days" ends; whole days, so that a filter keeps its value through a session. */
export const expiryHorizon = (days: number, now: number = Date.now()): string =>
  new Date((Math.floor(now / DAY_MS) + 1 + days) * DAY_MS).toISOString();
