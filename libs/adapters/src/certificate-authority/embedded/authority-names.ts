import type { AuthorityCertificate } from '@mandataire/application/certificate';
import type { AuthorityFamily } from '@mandataire/domain/catalogue';
import { DEMO_ORGANISATION, readCertificate, valuesOf } from '@mandataire/pki';
import type { AuthorityNames } from './settings.js';

const KIND_LABEL = {
  root: 'AC racine',
  issuing: 'AC',
  ocspSigner: 'Répondeur OCSP',
  seal: 'Cachet',
} as const;

const USAGE_LABEL: Readonly<Record<AuthorityFamily, string>> = {
  AUTHENTICATION: 'authentification',
  SIGNATURE: 'signature',
  DUAL: 'double usage',
  SERVICE: 'services',
};

/**
 * Common name of the root, of an issuing authority or of its signers, which end in its usage; each generation has its own
 * (RFC 5280 §4.1.2.6).
 */
export function commonNameOf(
  { commonName }: AuthorityNames,
  kind: keyof typeof KIND_LABEL,
  which?: { readonly family: AuthorityFamily; readonly generation: number },
): string {
  const name = `${commonName} – ${KIND_LABEL[kind]}`;
  if (!which) return name;
  return `${name} ${USAGE_LABEL[which.family]}${which.generation === 1 ? '' : ` ${which.generation}`}`;
}

/** What the root was named with. */
export function namesOf(root: Pick<AuthorityCertificate, 'der'>): AuthorityNames {
  const { subject } = readCertificate(root.der);
  const [organisation = ''] = valuesOf(subject, 'organizationName');
  const [commonName = ''] = valuesOf(subject, 'commonName');
  return { organisation, commonName: commonName.replace(new RegExp(` – ${KIND_LABEL.root}$`), '') };
}

/** Whether its names say that it is worth nothing (D14). */
export const isDemonstration = (authority: Pick<AuthorityCertificate, 'der'>): boolean =>
  namesOf(authority).organisation === DEMO_ORGANISATION;
