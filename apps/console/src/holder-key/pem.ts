const LINE = 64;

const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** DER as PEM with lines of 64 characters (RFC 7468). */
export function toPem(label: string, der: ArrayBuffer | Uint8Array): string {
  const base64 = toBase64(der instanceof Uint8Array ? der : new Uint8Array(der));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The DER of the first PEM block, whatever its label. @throws when the text holds none. */
export function fromPem(pem: string): Uint8Array<ArrayBuffer> {
  const block = /-----BEGIN [^-]+-----([\s\S]*?)-----END [^-]+-----/.exec(pem);
  if (!block?.[1]) throw new Error('no PEM block');
  const binary = atob(block[1].replace(/\s/g, ''));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
