import { createHash } from 'node:crypto';
import type { AuthorityCertificate, AuthorityRegister } from '@mandataire/application/certificate';
import type { EvidenceSeal } from '@mandataire/application/evidence';
import type { KeyStore } from '@mandataire/application/key-store';
import { readCertificate, signCms, valuesOf, type CmsSigner } from '@mandataire/pki';
import { AuthorityKey } from '../certificate-authority/embedded/authority-key.js';
import { signPdf } from './pdf-signature.js';

/** No seal is valid now: a ceremony, or the worker's daily upkeep, has to make one first. */
export class NoSealError extends Error {
  override readonly name = 'NoSealError';
  constructor() {
    super('The register has no valid seal whose key is here');
  }
}

/** Seals with the newest certificate of the register whose key is in the store (ADR 0060). */
export class RegisterSeal implements EvidenceSeal {
  constructor(
    private readonly register: Pick<AuthorityRegister, 'authorityCertificates'>,
    private readonly keys: KeyStore,
  ) {}

  async seal(content: Uint8Array, at: Date): Promise<Uint8Array> {
    const sha256 = createHash('sha256').update(content).digest();
    return signCms({ sha256, signingTime: at }, await this.signer(at));
  }

  async sealPdf(pdf: Uint8Array, at: Date): Promise<Uint8Array> {
    const signer = await this.signer(at);
    const [name = ''] = valuesOf(readCertificate(signer.certificate).subject, 'commonName');
    return signPdf(pdf, { name, at }, (sha256) => signCms({ sha256 }, signer));
  }

  /** @throws NoSealError, FalseSignatureError */
  private async signer(at: Date): Promise<CmsSigner> {
    const known = await this.register.authorityCertificates();
    const seals = known
      .filter(({ kind, notBefore, notAfter }) => kind === 'SEAL' && notBefore <= at && at <= notAfter)
      .sort((one, other) => other.notAfter.getTime() - one.notAfter.getTime());
    for (const seal of seals) {
      const key = AuthorityKey.of(this.keys, seal);
      const isHere = await key.opened().then(
        () => true,
        () => false,
      );
      if (isHere)
        return { certificate: seal.der, chain: above(seal, known), sign: (data) => key.signature(data) };
    }
    throw new NoSealError();
  }
}

/** Its authorities, up to the root. */
function above(
  { issuerId }: AuthorityCertificate,
  known: readonly AuthorityCertificate[],
): readonly Uint8Array[] {
  const issuer = known.find(({ id }) => id === issuerId);
  if (!issuer) return [];
  return issuer.id === issuer.issuerId ? [issuer.der] : [issuer.der, ...above(issuer, known)];
}
