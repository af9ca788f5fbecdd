/** The octets aren't DER, or not the structure that was asked for. The message names no content. */
export class DerError extends Error {
  override readonly name = 'DerError';
}
