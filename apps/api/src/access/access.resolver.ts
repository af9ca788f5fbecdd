import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import { LongPageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  AccessGrantConnection,
  accessGrantNode,
  EndAccessInput,
  OpenAccessInput,
  OpenedAccess,
} from './access.graphql.js';

/** How platform staff enter a company, and how the company sees it. */
@Resolver()
export class AccessResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => AccessGrantConnection, {
    description: 'Newest first: a company sees who of the platform entered it, staff where they are.',
  })
  @Permission('access.read')
  async accessGrants(@Args() page: LongPageArgs, @Api() api: RequestContext): Promise<AccessGrantConnection> {
    const scope = await api.scope('access.read');
    return toConnection(await this.platform.accessGrants.page(scope, pageRequest(page)), accessGrantNode);
  }

  @Mutation(() => OpenedAccess, {
    description:
      'Opens one file or, for an audit, one company, for eight hours; journaled, and seen by the company. RULE_REFUSED F61 for one’s own.',
  })
  @Permission('access.open')
  async openAccess(@Args('input') input: OpenAccessInput, @Api() api: RequestContext): Promise<OpenedAccess> {
    return this.platform.useCases.openAccess.execute(await api.requester(), input);
  }

  @Mutation(() => OpenedAccess, { description: 'Leaves what one had opened.' })
  @Permission('access.open')
  async endAccess(@Args('input') input: EndAccessInput, @Api() api: RequestContext): Promise<OpenedAccess> {
    return this.platform.useCases.endAccess.execute(await api.requester(), input.objectId);
  }
}
