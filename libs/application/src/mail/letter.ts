import type { Mail } from './mail.port.js';

/** A message as people write one: greeting, paragraphs, at most one thing to do. */
export interface Letter {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly notes?: readonly string[];
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const SIGNATURE = 'Mandataire, pour ChamberSign France';
const paragraph = (text: string, style: string) => `<p style="${style}">${escape(text)}</p>`;

/** Plain text and HTML of the same words; readable at 390 px without images. */
export function writeLetter(letter: Letter): Mail {
  const { greeting, paragraphs, action, notes = [] } = letter;
  const text = [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label} :\n${action.url}`] : []),
    ...notes,
    SIGNATURE,
  ].join('\n\n');
  const body = 'margin:0 0 16px;line-height:1.5;color:#1c2430';
  const note = 'margin:0 0 12px;line-height:1.5;font-size:13px;color:#5a6472';
  const button = action
    ? `<p style="margin:24px 0"><a href="${escape(action.url)}" style="background:#12355b;color:#ffffff;padding:12px 20px;` +
      `border-radius:6px;text-decoration:none;font-weight:600;display:inline-block">${escape(action.label)}</a></p>`
    : '';
  const html =
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escape(letter.subject)}</title></head>` +
    `<body style="margin:0;background:#f4f6f9;font-family:Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px">` +
    `<div style="max-width:560px;margin:0 auto;padding:24px 20px;background:#ffffff">` +
    paragraph(greeting, body) +
    paragraphs.map((p) => paragraph(p, body)).join('') +
    button +
    notes.map((p) => paragraph(p, note)).join('') +
    paragraph(SIGNATURE, note) +
    `</div></body></html>`;
  return { to: letter.to, subject: letter.subject, text, html, messageId: letter.messageId };
}
