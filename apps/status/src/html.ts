import { createHash } from 'node:crypto';
import { DEMO_ORGANISATION } from '@mandataire/pki';
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

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

export interface Page {
  readonly title: string;
  /** Carries the notice of the demonstration (D14). */
  readonly isDemonstration: boolean;
  readonly main: string;
}

/** A public page, in French; what is in another language says so itself. */
export function htmlReply({ title, isDemonstration, main }: Page): Reply {
  const body = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – Mandataire</title>
<style>${HOME_STYLE}</style>
</head>
<body>
${isDemonstration ? DEMONSTRATION_NOTICE : ''}
<main>
${main}
</main>
</body>
</html>
`;
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

const DEMONSTRATION_NOTICE = `<header><p class="notice"><strong>${DEMO_ORGANISATION}.</strong> Cette autorité sert à la
démonstration : ses certificats n’ont aucune valeur juridique et ne doivent pas être installés comme certificats de
confiance.</p></header>`;
