import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import type { RateLimits } from './edge/rate-limits.js';
import { errorFormatter } from './graphql/error-formatter.js';
import { PermissionGuard } from './graphql/permission.js';
import { RateGuard } from './graphql/rate-guard.js';
import { graphqlContext, RequestContext } from './graphql/request-context.js';
import { PLATFORM } from './platform.token.js';
import { readPropertiesDirectly } from './property-fields.js';
import { RESOLVERS } from './resolvers.js';

const graphqlOptions = (platform: ApiPlatform): MercuriusDriverConfig => ({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  transformSchema: readPropertiesDirectly,
  // Compiled at the second request of a text: the console asks the same ones again and again.
  jit: 1,
  allowBatchedQueries: false,
  graphiql: false,
  subscription: false,
  // Depth, aliases and cost are weighed before a text comes here (http/query-gate.ts).
  validationRules: platform.settings.openSchema ? [] : [NoSchemaIntrospectionCustomRule],
  context: (request: FastifyRequest, reply: FastifyReply) =>
    graphqlContext(new RequestContext(platform, request, reply)),
  errorFormatter: errorFormatter(platform.log, platform.settings.openSchema),
});

/** Resolvers over the composed platform; every operation passes the permission guard. */
@Module({})
export class AppModule {
  static over(platform: ApiPlatform, limits: RateLimits): DynamicModule {
    return {
      module: AppModule,
      imports: [GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(platform))],
      providers: [
        { provide: PLATFORM, useValue: platform },
        { provide: APP_GUARD, useValue: new RateGuard(limits) },
        { provide: APP_GUARD, useClass: PermissionGuard },
        ...RESOLVERS,
      ],
    };
  }
}
