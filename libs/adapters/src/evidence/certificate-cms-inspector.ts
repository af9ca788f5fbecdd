import type { AuthorityRegister, PublishedStatusReader } from '@mandataire/application/certificate';
import type { CmsInspection, CmsInspector, CmsRefusal } from '@mandataire/application/evidence';
import type { CmsProof } from '@mandataire/domain/mandate';
import {
  certificatePath,
  EXTENSION,
  extensionOf,
  KEY_USAGE,
  readCertificate,
  readDer,
  readNamedBits,
  serialToHex,
  valuesOf,
  verifyCms,
  type CmsFault,
} from '@mandataire/pki';

export interface InspectorSettings {
  readonly register: Pick<AuthorityRegister, 'authorityCertificates'>;
  /** As a verifier asks: this process reads no serial's state from the register. */
  readonly published: Pick<PublishedStatusReader, 'read'>;
  /** Certificates (DER) of other authorities whose people may sign. */
  readonly otherAnchors: readonly Uint8Array[];
}

const REFUSAL: Readonly<Record<CmsFault, CmsRefusal>> = {
  NOT_CMS: 'CMS_UNREADABLE',
  OTHER_CONTENT: 'CMS_OTHER_CONTENT',
  NO_CERTIFICATE: 'CMS_UNREADABLE',
  CERTIFICATE_NOT_BOUND: 'CMS_FALSE',
  FALSE_SIGNATURE: 'CMS_FALSE',
};

const refuse = (refusal: CmsRefusal): CmsInspection => ({ ok: false, refusal });
const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

/** Trusts our own hierarchy, whose status it knows, and the authorities of SIGNATURE_CA_FILE, whose status it does not. */
export class CertificateCmsInspector implements CmsInspector {
  constructor(private readonly settings: InspectorSettings) {}

  async inspect(cms: Uint8Array, content: Uint8Array, at: Date): Promise<CmsInspection> {
    const verified = verifyCms(cms, content);
    if (!verified.ok) return refuse(REFUSAL[verified.fault]);
    const { certificate, view } = verified;
    const known = await this.settings.register.authorityCertificates();
    const ours = known.filter(({ kind }) => kind === 'ROOT' || kind === 'ISSUING').map(({ der }) => der);
    const roots = known.filter(({ kind }) => kind === 'ROOT').map(({ der }) => der);
    const own = certificatePath(certificate, ours, roots, at);
    const chain = own.ok
      ? own
      : certificatePath(certificate, view.certificates, this.settings.otherAnchors, at);
    if (!chain.ok)
      return refuse(
        [own, chain].some((each) => !each.ok && each.fault === 'NOT_VALID_THEN')
          ? 'CMS_NOT_VALID'
          : 'CMS_UNTRUSTED',
      );
    if (!signsDocuments(certificate)) return refuse('CMS_NOT_FOR_SIGNING');
    const bad = own.ok ? await this.statusFault(certificate, known) : undefined;
    if (bad) return refuse(bad);
    return { ok: true, ...described(certificate, chain.path, { cms, at, isOurs: own.ok }) };
  }

  /** Ours: by OCSP, at this instant; no answer is no proof. */
  private async statusFault(
    certificate: Uint8Array,
    known: Awaited<ReturnType<AuthorityRegister['authorityCertificates']>>,
  ): Promise<CmsRefusal | undefined> {
    const view = readCertificate(certificate);
    const issuer = known.find(
      ({ kind, der }) =>
        kind === 'ISSUING' && certificatePath(certificate, [], [der], view.validity.notBefore).ok,
    );
    if (!issuer) return 'CMS_UNTRUSTED';
    const { ocsp } = await this.settings.published.read(issuer.id, serialToHex(view.serial));
    if (!ocsp) return 'CMS_STATUS_UNAVAILABLE';
    return ocsp.state === 'GOOD' ? undefined : 'CMS_REVOKED';
  }
}

/** Non-repudiation, or the digital signature of a certificate that has both usages (F36). */
function signsDocuments(certificate: Uint8Array): boolean {
  const usage = extensionOf(readCertificate(certificate), EXTENSION.keyUsage);
  return usage !== undefined && readNamedBits(readDer(usage.value)).includes(KEY_USAGE.nonRepudiation);
}

function described(
  certificate: Uint8Array,
  path: readonly Uint8Array[],
  { cms, at, isOurs }: { readonly cms: Uint8Array; readonly at: Date; readonly isOurs: boolean },
) {
  const { subject, issuer, serial, validity } = readCertificate(certificate);
  const [commonName = ''] = valuesOf(subject, 'commonName');
  const surname = valuesOf(subject, 'surname').join(' ');
  const given = valuesOf(subject, 'givenName').join(' ');
  const proof: CmsProof = {
    ...{
      means: 'CMS',
      cms: base64(cms),
      serial: serialToHex(serial),
      notAfter: validity.notAfter.toISOString(),
    },
    ...{ subject: commonName, issuer: valuesOf(issuer, 'commonName')[0] ?? '', path: path.map(base64) },
    ...{ status: isOurs ? 'GOOD' : 'NOT_CHECKED', checkedAt: at.toISOString() },
  };
  return { proof, names: [commonName, `${given} ${surname}`, `${surname} ${given}`] };
}
