import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiPlatform } from '@mandataire/platform/api';
import { errorFormatter } from './graphql/error-formatter.js';
import { DEEPEST, MOST_TOKENS, validationRules } from './graphql/limits.js';
import { PermissionGuard } from './graphql/permission.js';
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
  queryDepth: DEEPEST,
  allowBatchedQueries: false,
  graphiql: false,
  validationRules: validationRules(platform.settings.openSchema),
  graphql: { parseOptions: { maxTokens: MOST_TOKENS } },
  context: (request: FastifyRequest, reply: FastifyReply) =>
    graphqlContext(new RequestContext(platform, request, reply)),
  errorFormatter: errorFormatter(platform.log),
});

/** Resolvers over the composed platform; every operation passes the permission guard. */
@Module({})
export class AppModule {
  static over(platform: ApiPlatform): DynamicModule {
    return {
      module: AppModule,
      imports: [GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(platform))],
      providers: [
        { provide: PLATFORM, useValue: platform },
        { provide: APP_GUARD, useClass: PermissionGuard },
        ...RESOLVERS,
      ],
    };
  }
}
