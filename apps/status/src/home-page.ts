import { createHash } from 'node:crypto';
import type { AuthorityCertificate, CertificateRevocationList } from '@mandataire/application/certificate';
import { DEMO_ORGANISATION, readCertificate, valuesOf } from '@mandataire/pki';
import type { AuthorityView } from './authority-view.js';
import { HOME_STYLE } from './home-style.js';
import { entityTag, type Reply } from './reply.js';

/** Styles are in the page and allowed by their hash; there is no script, image or form. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(HOME_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const FRENCH_TIME = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

const shownTime = (at: Date): string =>
  `<time datetime="${at.toISOString()}">${escape(FRENCH_TIME.format(at))}</time>`;

/** The public page of the service: what can be downloaded, and how to tell that it is genuine (D19). */
export async function homeReply(
  view: AuthorityView,
  currentCrl: (issuerId: string) => Promise<CertificateRevocationList | undefined>,
): Promise<Reply> {
  const issuing = view.issuing.map(({ certificate }) => certificate);
  const lists = await Promise.all(issuing.map(({ id }) => currentCrl(id)));
  const body = page(
    view.root,
    issuing.map((certificate, index) => ({ certificate, crl: lists[index] })),
  );
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'max-age=60, public',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      etag: entityTag(body),
    },
    body,
  };
}

interface Published {
  readonly certificate: AuthorityCertificate;
  readonly crl: CertificateRevocationList | undefined;
}

function page(root: AuthorityCertificate | undefined, issuing: readonly Published[]): string {
  const isDemonstration = [root, ...issuing.map(({ certificate }) => certificate)].some(
    (certificate) => certificate && isDemonstrationName(certificate),
  );
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Statut des certificats – Mandataire</title>
<style>${HOME_STYLE}</style>
</head>
<body>
${isDemonstration ? demonstrationNotice : ''}
<main>
<h1>Statut des certificats</h1>
<p>Ce service public permet de vérifier qu’un certificat émis par l’autorité est toujours valide. Il ne publie ni nom,
ni motif de révocation.</p>
${root ? certificateSection('Autorité racine', root) : '<p>L’autorité n’est pas encore créée.</p>'}
${issuing.map(({ certificate, crl }) => certificateSection('Autorité émettrice', certificate, listPart(certificate, crl))).join('\n')}
${OCSP_SECTION}
</main>
</body>
</html>
`;
}

const demonstrationNotice = `<header><p class="notice"><strong>${DEMO_ORGANISATION}.</strong> Cette autorité sert à la
démonstration : ses certificats n’ont aucune valeur juridique et ne doivent pas être installés comme certificats de
confiance.</p></header>`;

const isDemonstrationName = (certificate: AuthorityCertificate): boolean =>
  readCertificate(certificate.der).subject.some(({ value }) => value.includes(DEMO_ORGANISATION));

const commonName = (certificate: AuthorityCertificate): string =>
  valuesOf(readCertificate(certificate.der).subject, 'commonName')[0] ?? '';

function certificateSection(kind: string, certificate: AuthorityCertificate, more = ''): string {
  const { name } = certificate;
  const title = escape(`${kind} – ${commonName(certificate)}`);
  const fingerprint = createHash('sha256').update(certificate.der).digest('hex').toUpperCase();
  const groups = fingerprint.match(/.{4}/g) ?? [];
  return `<section aria-labelledby="${name}">
<h2 id="${name}">${kind}</h2>
<dl>
<dt>Nom</dt><dd>${escape(commonName(certificate))}</dd>
<dt>Valide jusqu’au</dt><dd>${shownTime(certificate.notAfter)}</dd>
<dt>Empreinte SHA-256</dt><dd><code>${groups.join(' ')}</code></dd>
</dl>
<p class="links"><a href="/ca/${name}.cer">Télécharger le certificat (DER)<span class="hidden"> – ${title}</span></a>
<a href="/ca/${name}.pem">Télécharger le certificat (PEM)<span class="hidden"> – ${title}</span></a></p>
${more}</section>`;
}

function listPart(issuing: AuthorityCertificate, crl: CertificateRevocationList | undefined): string {
  if (!crl) return '<p>Aucune liste de révocation n’est encore publiée.</p>';
  const hidden = `<span class="hidden"> – ${escape(commonName(issuing))}</span>`;
  return `<h3>Liste de révocation</h3>
<dl>
<dt>Numéro</dt><dd>${crl.number}</dd>
<dt>Publiée le</dt><dd>${shownTime(crl.thisUpdate)}</dd>
<dt>Prochaine au plus tard le</dt><dd>${shownTime(crl.nextUpdate)}</dd>
</dl>
<p class="links"><a href="/crl/${issuing.name}.crl">Télécharger la liste de révocation (LCR)${hidden}</a></p>`;
}

const OCSP_SECTION = `<section aria-labelledby="ocsp">
<h2 id="ocsp">Vérification en ligne (OCSP)</h2>
<p>Adresse : <code>/ocsp</code> sur ce serveur (RFC 6960, méthodes POST et GET).</p>
</section>`;
