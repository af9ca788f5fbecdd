import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { forbidden } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { LongPageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { SecurityEventConnection } from './security-event.graphql.js';

@Resolver()
export class SecurityEventResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  /** Over all companies: a company's own journal.read does not open it. */
  @Query(() => SecurityEventConnection, {
    description: 'What the edge refused, newest first; for the auditor, seconds after it happened.',
  })
  @Permission('journal.read')
  async securityEvents(
    @Args() page: LongPageArgs,
    @Api() api: RequestContext,
  ): Promise<SecurityEventConnection> {
    const scope = await api.scope('journal.read');
    if (scope.kind !== 'AUDIT') throw forbidden();
    return toConnection(await this.platform.securityEvents.page(pageRequest(page)), (row) => row);
  }
}
