/** Textual encoding of RFC 7468: 64 characters a line, final newline. */
export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

/** Every block of a text; text around the blocks is ignored (RFC 7468 §2). A block whose body isn't base64 is left out. */
export function readPem(text: string): PemBlock[] {
  const found: PemBlock[] = [];
  for (const match of text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g)) {
    const der = decodeBase64(match[2] ?? '');
    if (der) found.push({ label: match[1] ?? '', der });
  }
  return found;
}

/** Strict base64, white space ignored; `undefined` when a character doesn't belong there or when nothing is left. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s+/g, '');
  return compact !== '' && compact.length % 4 !== 1 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
    ? Buffer.from(compact, 'base64')
    : undefined;
}
