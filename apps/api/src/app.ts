import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiPlatform } from '@mandataire/platform/api';
import { AppModule } from './app.module.js';
import { checkPermissions } from './graphql/permission.js';
import { serveConsole } from './http/console-files.js';
import { guardGraphql } from './http/graphql-gate.js';
import { serveHealth } from './http/health.js';
import { logRequests } from './http/request-log.js';
import { securityHeaders } from './http/security-headers.js';
import { RESOLVERS } from './resolvers.js';

/** Bytes; a certificate request of the largest key has some three thousand. */
const LARGEST_BODY = 64 * 1024;
const CONSOLE_BUILD = 'apps/console/dist';

/** The whole API over its platform, not yet listening. @throws when an operation declares no permission. */
export async function createApp(platform: ApiPlatform): Promise<NestFastifyApplication> {
  checkPermissions(RESOLVERS);
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    genReqId: () => platform.randomness.id(),
    forceCloseConnections: 'idle',
  });
  const server = adapter.getInstance();
  const { settings } = platform;
  logRequests(server, platform.log);
  await server.register(fastifyHelmet, securityHeaders(settings.publicUrl));
  await server.register(fastifyCookie);
  guardGraphql(server);
  serveHealth(server, platform);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(platform), adapter, {
    logger: false,
    abortOnError: false,
  });
  await serveConsole(server, settings.consoleDir ?? CONSOLE_BUILD);
  await app.init();
  return app;
}
