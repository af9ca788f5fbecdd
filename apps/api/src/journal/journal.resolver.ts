import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import { given } from '../graphql/given.js';
import { LongPageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { JournalConnection, JournalFilter } from './journal.graphql.js';

@Resolver()
export class JournalResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => JournalConnection, { description: 'Newest first.' })
  @Permission('journal.read')
  async journal(
    @Args() page: LongPageArgs,
    @Args('filter', { type: () => JournalFilter, nullable: true }) filter: JournalFilter | null,
    @Api() api: RequestContext,
  ): Promise<JournalConnection> {
    const scope = await api.scope('journal.read');
    await this.platform.useCases.noteOpening.journal(await api.openSession(), scope, api.correlationId);
    return toConnection(
      await this.platform.fleet.journal(scope, pageRequest(page), given(filter)),
      (row) => row,
    );
  }
}
