/** An answer came, and a stranger must not believe it: false signature, stale, about something else. */
export class InvalidStatusError extends Error {
  override readonly name = 'InvalidStatusError';
}
