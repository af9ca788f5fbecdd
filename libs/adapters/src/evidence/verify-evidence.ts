import { createHash } from 'node:crypto';
import {
  canonicalJson,
  readEvidence,
  readPackage,
  type EvidencePackage,
  type MandateEvidence,
} from '@mandataire/application/evidence';
import {
  assembleCms,
  certificatePath,
  DerError,
  readCertificate,
  readCms,
  valuesOf,
  verifyCms,
  verifyTimeStamp,
  type CmsFault,
} from '@mandataire/pki';
import { readSignedPdf } from './pdf-signature.js';
import { actFindings, type Finding } from './verify-acts.js';

/** VALID: nothing is wrong, below an authority that was given. INTACT: nothing is wrong, but nobody said whom to trust. */
export type EvidenceVerdict = 'VALID' | 'INTACT' | 'INVALID';

export interface EvidenceReport {
  readonly verdict: EvidenceVerdict;
  /** In French, in the order of the checks. */
  readonly findings: readonly Finding[];
  /** Present when the file could be taken apart. */
  readonly package?: EvidencePackage;
}

export interface EvidenceTrust {
  /** Certificates (DER) of authorities that may have certified the seal and the time-stamp; none: only the form is judged. */
  readonly anchors: readonly Uint8Array[];
}

const good = (text: string): Finding => ({ ok: true, text });
const bad = (text: string): Finding => ({ ok: false, text });
const sha256 = (octets: Uint8Array | string): string => createHash('sha256').update(octets).digest('hex');
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const FAULT: Readonly<Record<CmsFault, string>> = {
  NOT_CMS: 'ce n’est pas une signature CMS lisible',
  OTHER_CONTENT: 'le contenu a été modifié après le scellement',
  NO_CERTIFICATE: 'le certificat du cachet manque',
  CERTIFICATE_NOT_BOUND: 'le cachet désigne un autre certificat',
  FALSE_SIGNATURE: 'la signature est fausse',
};

/** Judges an evidence without any network: a sealed PDF or a JSON package, by its first octets. */
export function verifyEvidence(file: Uint8Array, trust: EvidenceTrust): EvidenceReport {
  const isPdf = Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-';
  return isPdf ? verifyPdf(file, trust) : verifyPackage(file, trust);
}

function verifyPdf(file: Uint8Array, trust: EvidenceTrust): EvidenceReport {
  const pdf = readSignedPdf(file);
  if (!pdf) return report([bad('PDF : le cachet manque ou ne couvre pas tout le fichier')], trust);
  const seal = sealFindings('PDF', { cms: pdf.cms, content: pdf.covered }, trust);
  const inside = verifyPackage(Buffer.from(pdf.attachment, 'utf8'), trust);
  return {
    ...report([...seal, ...inside.findings], trust),
    ...(inside.package && { package: inside.package }),
  };
}

function verifyPackage(file: Uint8Array, trust: EvidenceTrust): EvidenceReport {
  const text = Buffer.from(file).toString('utf8');
  const found = same(Buffer.from(text, 'utf8'), file) ? readPackage(text) : undefined;
  const evidence = found && readEvidence(found.evidence);
  if (!found || !evidence)
    return report([bad('Preuve : ce fichier n’est pas une preuve de mandat, ou il a été modifié')], trust);
  const content = Buffer.from(found.evidence, 'utf8');
  const findings = [
    ...sealFindings('Preuve', { cms: found.seal, content }, trust),
    ...contentFindings(evidence),
    ...actFindings(evidence),
    timeStampFinding(found, trust),
  ];
  return { ...report(findings, trust), package: found };
}

const report = (findings: readonly Finding[], { anchors }: EvidenceTrust): EvidenceReport => ({
  verdict: findings.some(({ ok }) => !ok) ? 'INVALID' : anchors.length > 0 ? 'VALID' : 'INTACT',
  findings,
});

interface Sealed {
  readonly cms: Uint8Array;
  readonly content: Uint8Array;
}

/** A seal of ours has one form: whatever else its octets could be read as is refused. */
function sealFindings(what: string, sealed: Sealed, trust: EvidenceTrust): Finding[] {
  try {
    return judgeSeal(what, sealed, trust);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return [bad(`${what} : un certificat du cachet ne se lit pas`)];
  }
}

function judgeSeal(what: string, { cms, content }: Sealed, { anchors }: EvidenceTrust): Finding[] {
  const verified = verifyCms(cms, content);
  if (!verified.ok) return [bad(`${what} : ${FAULT[verified.fault]}`)];
  const { certificate, view, signingTime } = verified;
  const others = view.certificates.filter((each) => !same(each, certificate));
  const again = assembleCms(
    { sha256: createHash('sha256').update(content).digest(), signingTime },
    { certificate, chain: others },
    view.signature,
  );
  if (!same(again, cms)) return [bad(`${what} : le cachet n’a pas la forme attendue`)];
  const at = signingTime ?? readCertificate(certificate).validity.notBefore;
  const roots = others.filter(
    (each) => readCertificate(each).issuerName.toString() === readCertificate(each).subjectName.toString(),
  );
  const chain = certificatePath(certificate, others, anchors.length > 0 ? anchors : roots, at);
  if (!chain.ok || others.some((each) => !chain.path.some((step) => same(step, each))))
    return [bad(`${what} : le certificat du cachet ne remonte pas à l’autorité`)];
  return [
    good(`${what} : cachet intact de « ${nameOf(certificate)} »${said(signingTime)}`),
    authority(what, chain.path, anchors),
  ];
}

const said = (at: Date | undefined): string => (at ? `, apposé le ${at.toISOString()}` : '');

function authority(what: string, path: readonly Uint8Array[], anchors: readonly Uint8Array[]): Finding {
  const root = path.at(-1) ?? new Uint8Array();
  const text = `« ${nameOf(root)} », SHA-256 ${sha256(root).toUpperCase()}`;
  return good(
    anchors.length > 0
      ? `${what} : autorité de confiance ${text}`
      : `${what} : autorité ${text}, à comparer vous-même ou à donner par --ca`,
  );
}

export function nameOf(der: Uint8Array): string {
  const { subject } = readCertificate(der);
  return valuesOf(subject, 'commonName')[0] ?? '';
}

function contentFindings({ content, contentHash }: MandateEvidence): Finding[] {
  return sha256(canonicalJson(content)) === contentHash
    ? [good(`Texte : empreinte SHA-256 ${contentHash}`)]
    : [bad('Texte : l’empreinte n’est pas celle du texte')];
}

function timeStampFinding({ seal, timeStamp }: EvidencePackage, { anchors }: EvidenceTrust): Finding {
  if (!timeStamp) return good('Horodatage : aucun jeton');
  if (sha256(timeStamp.token) !== timeStamp.sha256) return bad('Horodatage : le jeton a été modifié');
  const carried = anchors.length > 0 ? [] : certificatesIn(timeStamp.token);
  const stamp = verifyTimeStamp(timeStamp.token, { data: seal, anchors: [...anchors, ...carried] });
  if (!stamp.ok)
    return bad(
      stamp.fault === 'UNTRUSTED'
        ? 'Horodatage : son autorité n’est pas parmi celles de --ca'
        : 'Horodatage : le jeton n’est pas celui de ce cachet',
    );
  return good(`Horodatage : le ${stamp.at.toISOString()} par « ${nameOf(stamp.certificate)} »`);
}

function certificatesIn(token: Uint8Array): readonly Uint8Array[] {
  try {
    return readCms(token).certificates;
  } catch {
    return [];
  }
}
