import type { Pkcs12Fault } from '../../holder-key/index.js';

export type MadeSignature =
  { readonly ok: true; readonly cms: string } | { readonly ok: false; readonly fault: Pkcs12Fault };

/** Signs the text with the person's own file, in this page; only the signature is given back. */
export async function makeSignature(file: File, password: string, content: string): Promise<MadeSignature> {
  const { openPkcs12, Pkcs12Error, signCms } = await import('../../holder-key/index.js');
  try {
    const opened = await openPkcs12(await file.arrayBuffer(), password);
    const cms = await signCms(new TextEncoder().encode(content), opened);
    return { ok: true, cms: btoa(String.fromCharCode(...cms)) };
  } catch (error) {
    if (error instanceof Pkcs12Error) return { ok: false, fault: error.fault };
    throw error;
  }
}
