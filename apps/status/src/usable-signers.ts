import type { KeyStore } from '@mandataire/application/key-store';
import type { IssuingAuthority, OcspSigner } from './authority-view.js';
import type { SparseLog } from './sparse-log.js';

/** A key that doesn't open may have been mended meanwhile; to open one costs a tenth of a second and 32 MiB. */
const RETRY_MILLISECONDS = 10_000;

/** The signer to use, or why there is none: no valid one has its key here, or no key that is here can be used. */
export type SignerFinding =
  { readonly signer: OcspSigner } | { readonly signer: undefined; readonly lack: 'missing' | 'unusable' };

/**
 * Signers that can sign: their key is here, opens under the secret of this process, and is the one in their certificate. A
 * key that was proven stays so, since the store keeps it open; a failure is remembered for some seconds.
 */
export class UsableSigners {
  private readonly proven = new Set<string>();
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly keyStore: KeyStore,
    private readonly failures: SparseLog,
  ) {}

  /** The newest that is valid at this instant and can sign; a renewed one is used as soon as both hold, else the one before. */
  async find({ signers }: IssuingAuthority, now: Date): Promise<SignerFinding> {
    let lack: 'missing' | 'unusable' = 'missing';
    for (const signer of signers) {
      const { id, keyRef, notBefore, notAfter } = signer.certificate;
      if (now < notBefore || notAfter < now) continue;
      if (this.proven.has(id)) return { signer };
      if (!(await this.keyStore.has(keyRef))) continue;
      if (await this.canSign(signer)) return { signer };
      lack = 'unusable';
    }
    return { signer: undefined, lack };
  }

  private async canSign({ certificate: { id, keyRef }, publicKey }: OcspSigner): Promise<boolean> {
    const failedAt = this.failed.get(id) ?? Number.NEGATIVE_INFINITY;
    if (performance.now() - failedAt < RETRY_MILLISECONDS) return false;
    try {
      const ofKey = await this.keyStore.publicKey(keyRef);
      if (!Buffer.from(publicKey).equals(ofKey))
        throw new Error(`Key ${keyRef} is not the one in the certificate of its OCSP signer`);
      this.proven.add(id);
      this.failed.delete(id);
      return true;
    } catch (error) {
      this.failed.set(id, performance.now());
      this.failures.failure('OCSP: the key of a signer cannot be used', error);
      return false;
    }
  }
}
