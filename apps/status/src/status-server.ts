import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { send, textReply, type Reply } from './reply.js';
import { SparseLog } from './sparse-log.js';
import type { StatusDependencies } from './status-dependencies.js';
import { statusRoutes, type Route, type StatusRoutes } from './status-routes.js';

/**
 * The public edge (D19): OCSP, CRL, certificates of the authority, a page about them, health. No session, no cookie, no
 * name. The server isn't listening yet; closing it ends what is under way first.
 */
export function createStatusServer(dependencies: StatusDependencies): Server {
  const failures = new SparseLog(dependencies.log);
  const routes = statusRoutes(dependencies, failures);
  const server = createServer(
    {
      requestTimeout: 10_000,
      headersTimeout: 5_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => {
      const post = request.method === 'POST' ? postOf(routes, request.url ?? '/') : undefined;
      if (post) post(request, response);
      else void serve(routes, failures, request, response);
    },
  );
  server.maxRequestsPerSocket = 1_000;
  return server;
}

async function serve(
  routes: StatusRoutes,
  failures: SparseLog,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(request, response, await answer(routes, request));
  } catch (error) {
    // The client has gone, its body was cut, or the store has never answered since the start.
    if (request.socket.destroyed || response.headersSent) return;
    failures.failure('A request could not be answered', error);
    send(request, response, textReply(503, 'Service momentanément indisponible.\n', { 'retry-after': '5' }));
  }
}

async function answer(routes: StatusRoutes, request: IncomingMessage): Promise<Reply> {
  const path = pathOf(request.url ?? '/');
  const found = routes.gets
    .map((route) => ({ route, rest: restOf(route.path, path) }))
    .find((each): each is { route: Route; rest: string } => each.rest !== undefined);
  if (found && (request.method === 'GET' || request.method === 'HEAD'))
    return found.route.handle(request, found.rest);
  const allow = [...(found ? ['GET', 'HEAD'] : []), ...(routes.posts.has(path) ? ['POST'] : [])];
  if (allow.length === 0) return textReply(404, 'Cette adresse n’existe pas.\n');
  return textReply(405, 'Cette méthode n’est pas admise ici.\n', { allow: allow.join(', ') });
}

const postOf = ({ posts }: StatusRoutes, url: string) => posts.get(url) ?? posts.get(pathOf(url));

/** As received, neither decoded nor normalised: OCSP by GET has slashes of its own. A proxy may send a whole URL. */
const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/, '') || '/';

function restOf(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('*')) return pattern === path ? '' : undefined;
  const start = pattern.slice(0, -1);
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}
