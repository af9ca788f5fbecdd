import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Mailbox } from './mailbox.js';
import { listPage, messagePage, notFoundPage } from './page.js';
import { MODES, type Mode, type SmtpSink } from './smtp-sink.js';

interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/html';
  readonly body: string;
}

const json = (body: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});
const page = (body: string, status = 200): Answer => ({ status, type: 'text/html', body });

type Handler = (context: { url: URL; id: string; request: IncomingMessage }) => Answer | Promise<Answer>;
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: Handler;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parseMode(body: string): Mode | undefined {
  try {
    const { mode } = JSON.parse(body) as { mode?: unknown };
    return MODES.find((known) => known === mode);
  } catch {
    return undefined;
  }
}

function routes(mailbox: Mailbox, sink: SmtpSink): Route[] {
  const filter = (url: URL) => ({
    to: url.searchParams.get('to') ?? undefined,
    since: url.searchParams.get('since') ?? undefined,
  });
  return [
    { method: 'GET', path: /^\/health$/, handle: () => json({ ok: true, mode: sink.mode }) },
    { method: 'GET', path: /^\/api\/messages$/, handle: ({ url }) => json(mailbox.list(filter(url))) },
    {
      method: 'GET',
      path: /^\/api\/messages\/([\w-]+)$/,
      handle: ({ id }) => {
        const message = mailbox.find(id);
        return message ? json(message) : json({ error: 'not found' }, 404);
      },
    },
    {
      method: 'DELETE',
      path: /^\/api\/messages$/,
      handle: () => {
        mailbox.clear();
        return json({ ok: true });
      },
    },
    {
      method: 'PUT',
      path: /^\/api\/behaviour$/,
      handle: async ({ request }) => {
        const mode = parseMode(await readBody(request));
        if (!mode) return json({ error: `mode: ${MODES.join(' | ')}` }, 400);
        await sink.behave(mode);
        return json({ mode });
      },
    },
    { method: 'GET', path: /^\/$/, handle: ({ url }) => page(listPage(mailbox.list(filter(url)))) },
    {
      method: 'GET',
      path: /^\/messages\/([\w-]+)$/,
      handle: ({ id }) => {
        const message = mailbox.find(id);
        return message ? page(messagePage(message)) : page(notFoundPage(), 404);
      },
    },
  ];
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** The page and the JSON API of the mailbox. */
export function createHttpServer(mailbox: Mailbox, sink: SmtpSink): Server {
  const table = routes(mailbox, sink);
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mailbox');
    const route = table.find(({ method, path }) => method === request.method && path.test(url.pathname));
    if (!route) return send(response, page(notFoundPage(), 404));
    const id = route.path.exec(url.pathname)?.[1] ?? '';
    Promise.resolve(route.handle({ url, id, request })).then(
      (answer) => send(response, answer),
      (error: unknown) => send(response, json({ error: String(error) }, 500)),
    );
  });
}
