import type { Message } from './message.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d9dee6;--paper:#fff;--ground:#f4f6f9;--accent:#0b4f9e}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a3adbb;--line:#39424f;--paper:#1d232c;--ground:#14181e;--accent:#8cbcff}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
header{padding:16px;background:var(--paper);border-bottom:1px solid var(--line)}header p{margin:0;color:var(--soft)}
h1{margin:0;font-size:1.25rem}main{max-width:860px;margin:0 auto;padding:16px}a{color:var(--accent)}
ol{list-style:none;margin:0;padding:0;background:var(--paper);border:1px solid var(--line);border-radius:8px}
li+li{border-top:1px solid var(--line)}li a{display:block;padding:12px 16px;text-decoration:none;color:inherit;min-height:44px}
li a:hover,li a:focus-visible{background:var(--ground)}li strong{display:block;overflow-wrap:anywhere}
.meta{color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px;margin-bottom:16px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font:inherit}iframe{width:100%;height:60vh;border:0;background:#fff;border-radius:4px}
h2{font-size:1rem;margin:0 0 8px}.back{display:inline-block;padding:10px 0}.empty{padding:32px 16px;text-align:center;color:var(--soft)}`;

function layout(title: string, body: string, refresh = ''): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
${refresh}<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<header><h1>Courrier local</h1><p>Rien n’est envoyé : les messages du produit s’arrêtent ici.</p></header><main>${body}</main></body></html>`;
}

const WHEN = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function meta(message: Message): string {
  return `<span class="meta">À ${escapeHtml(message.to.join(', '))} · ${WHEN.format(new Date(message.receivedAt))}</span>`;
}

/** The list, newest first; it reloads itself. */
export function listPage(messages: readonly Message[]): string {
  const items = messages
    .map(
      (message) =>
        `<li><a href="/messages/${message.id}"><strong>${escapeHtml(message.subject || '(sans objet)')}</strong>${meta(message)}</a></li>`,
    )
    .join('');
  const body = items ? `<ol>${items}</ol>` : '<p class="card empty">Aucun message pour l’instant.</p>';
  return layout(`Courrier (${messages.length})`, body, '<meta http-equiv="refresh" content="5">');
}

/** One mail: its HTML part in a sandboxed frame (no script, links open outside), then its text part. */
export function messagePage(message: Message): string {
  const html = message.html
    ? `<section class="card"><h2>Message</h2><iframe title="Message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${message.html}`)}"></iframe></section>`
    : '';
  return layout(
    message.subject,
    `<a class="back" href="/">← Tous les messages</a>
<section class="card"><h2>${escapeHtml(message.subject || '(sans objet)')}</h2><span class="meta">De ${escapeHtml(message.from)}</span><br>${meta(message)}</section>
${html}<section class="card"><h2>Texte</h2><pre>${linked(message.text)}</pre></section>`,
  );
}

function linked(text: string): string {
  return escapeHtml(text).replace(
    /https?:\/\/[^\s<>]+/g,
    (link) => `<a href="${link}" target="_blank" rel="noreferrer">${link}</a>`,
  );
}

/** The answer to an unknown address. */
export function notFoundPage(): string {
  return layout(
    'Introuvable',
    '<p class="card empty">Ce message n’est plus là. <a href="/">Tous les messages</a></p>',
  );
}
