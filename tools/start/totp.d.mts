/** The six-digit code of a base32 secret at an instant (RFC 6238). */
export function totpCode(secret: string, atMs?: number): string;
