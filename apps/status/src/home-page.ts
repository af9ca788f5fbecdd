import { createHash } from 'node:crypto';
import type { AuthorityCertificate, CertificateRevocationList } from '@mandataire/application/certificate';
import { DEMO_ORGANISATION, readCertificate, valuesOf } from '@mandataire/pki';
import type { AuthorityView } from './authority-view.js';
import { escape, htmlReply } from './html.js';
import { POLICIES } from './policy-page.js';
import type { Reply } from './reply.js';

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
  const [rootList, ...lists] = await Promise.all(
    [view.root, ...issuing].map((authority) => authority && currentCrl(authority.id)),
  );
  return htmlReply({
    title: 'Statut des certificats',
    isDemonstration: [view.root, ...issuing].some(
      (certificate) => certificate && isDemonstrationName(certificate),
    ),
    main: main(
      view.root,
      rootList,
      issuing.map((certificate, index) => ({ certificate, crl: lists[index] })),
    ),
  });
}

interface Published {
  readonly certificate: AuthorityCertificate;
  readonly crl: CertificateRevocationList | undefined;
}

const main = (
  root: AuthorityCertificate | undefined,
  rootList: CertificateRevocationList | undefined,
  issuing: readonly Published[],
): string => `
<h1>Statut des certificats</h1>
<p>Ce service public permet de vérifier qu’un certificat émis par l’autorité est toujours valide. Il ne publie ni nom,
ni motif de révocation.</p>
${root ? certificateSection('Autorité racine', root, listPart(root, rootList)) : '<p>L’autorité n’est pas encore créée.</p>'}
${issuing.map(({ certificate, crl }) => certificateSection('Autorité émettrice', certificate, listPart(certificate, crl))).join('\n')}
${OCSP_SECTION}
${policySection()}`;

function policySection(): string {
  const links = [...POLICIES].map(
    ([oid, { name }]) => `<li><a href="/policy/${oid}">${escape(name)}</a> <code>${oid}</code></li>`,
  );
  return `<section aria-labelledby="policies">
<h2 id="policies">Politiques de certification</h2>
<ul>
${links.join('\n')}
</ul>
</section>`;
}

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
<a href="/ca/${name}.pem">Télécharger le certificat (PEM)<span class="hidden"> – ${title}</span></a>
<a href="/ca/${name}.p7c">Télécharger la chaîne (P7C)<span class="hidden"> – ${title}</span></a></p>
${more}</section>`;
}

function listPart(authority: AuthorityCertificate, crl: CertificateRevocationList | undefined): string {
  if (!crl) return '<p>Aucune liste de révocation n’est encore publiée.</p>';
  const hidden = `<span class="hidden"> – ${escape(commonName(authority))}</span>`;
  return `<h3>Liste de révocation</h3>
<dl>
<dt>Numéro</dt><dd>${crl.number}</dd>
<dt>Publiée le</dt><dd>${shownTime(crl.thisUpdate)}</dd>
<dt>Prochaine au plus tard le</dt><dd>${shownTime(crl.nextUpdate)}</dd>
</dl>
<p class="links"><a href="/crl/${authority.name}.crl">Télécharger la liste de révocation (LCR)${hidden}</a></p>`;
}

const OCSP_SECTION = `<section aria-labelledby="ocsp">
<h2 id="ocsp">Vérification en ligne (OCSP)</h2>
<p>Adresse : <code>/ocsp</code> sur ce serveur (RFC 6960, méthodes POST et GET).</p>
</section>`;
