import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiPlatform } from '@mandataire/platform/api';
import { AppModule } from './app.module.js';
import { trailRefusals } from './edge/refusal-trail.js';
import { RateLimits } from './edge/rate-limits.js';
import { Documents } from './graphql/documents.js';
import { checkPermissions } from './graphql/permission.js';
import { TrustedDocuments } from './graphql/trusted-documents.js';
import { serveConsole } from './http/console-files.js';
import { guardGraphql } from './http/graphql-gate.js';
import { serveHealth } from './http/health.js';
import { limitAddresses, weighQueries } from './http/query-gate.js';
import { logRequests } from './http/request-log.js';
import { serveStaffListUpload } from './http/staff-list-upload.js';
import { securityHeaders } from './http/security-headers.js';
import { RESOLVERS } from './resolvers.js';

/** Bytes; a certificate request of the largest key has some three thousand. */
const LARGEST_BODY = 64 * 1024;
const CONSOLE_BUILD = 'apps/console/dist';

/**
 * The whole API over its platform, not yet listening.
 * @throws when an operation declares no permission, and when the console was built for another schema.
 */
export async function createApp(platform: ApiPlatform): Promise<NestFastifyApplication> {
  checkPermissions(RESOLVERS);
  const { settings } = platform;
  const consoleDir = settings.consoleDir ?? CONSOLE_BUILD;
  const documents = new Documents();
  const trusted = TrustedDocuments.of(consoleDir);
  if (settings.trustedDocumentsOnly && trusted.size === 0)
    throw new Error(`GRAPHQL_DOCUMENTS=trusted: no documents.json in ${consoleDir}`);
  const limits = new RateLimits((limit) => platform.rateLimiter(limit));
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    genReqId: () => platform.randomness.id(),
    forceCloseConnections: 'idle',
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
  });
  const server = adapter.getInstance();
  logRequests(server, platform.log);
  await server.register(fastifyHelmet, securityHeaders(settings.publicUrl));
  await server.register(fastifyCookie);
  trailRefusals(server, platform.securityJournal);
  limitAddresses(server, limits);
  guardGraphql(server);
  weighQueries(server, { documents, limits, trusted, trustedOnly: settings.trustedDocumentsOnly });
  serveHealth(server, platform);
  await serveStaffListUpload(server, platform);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(platform, limits), adapter, {
    logger: false,
    abortOnError: false,
  });
  await serveConsole(server, consoleDir, () => Buffer.from(platform.randomness.bytes(16)).toString('base64'));
  await app.init();
  trusted.check(server.graphql.schema, documents);
  return app;
}
