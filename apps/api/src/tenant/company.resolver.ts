import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { companyActions } from '@mandataire/application/fleet';
import { orRefuse } from '@mandataire/application/refusal';
import { companyFields } from '@mandataire/domain/tenant';
import type { ApiPlatform } from '@mandataire/platform/api';
import { PageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  CompanyActionName,
  CompanyConnection,
  CompanyNode,
  companyNode,
  OpenCompanyInput,
  OpenCompanyPayload,
} from './company.graphql.js';

@Resolver()
export class CompanyResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => CompanyConnection, { description: 'Companies by name, for sales.' })
  @Permission('company.list')
  async companies(
    @Args() page: PageArgs,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Api() api: RequestContext,
  ): Promise<CompanyConnection> {
    const scope = await api.scope('company.list');
    const found = await this.platform.fleet.companies(scope, pageRequest(page), search ?? undefined);
    return toConnection(found, companyNode);
  }

  @Mutation(() => OpenCompanyPayload, {
    description:
      'Opens a company with an empty draft of its first mandate (R31). Refuses a false or known SIREN (V1).',
  })
  @Permission('company.open')
  async openCompany(
    @Args('input') input: OpenCompanyInput,
    @Api() api: RequestContext,
  ): Promise<OpenCompanyPayload> {
    const opened = await this.platform.useCases.openCompany.execute(await api.requester(), input);
    const company = companyNode({
      id: opened.companyId,
      ...orRefuse(companyFields(input)),
      mandateState: 'DRAFT',
      mandateId: opened.mandateId,
      representativeEmail: null,
      representativeSignedAt: null,
      since: api.now,
    });
    return { company, warnings: opened.warnings };
  }
}

@Resolver(() => CompanyNode)
export class CompanyActionsResolver {
  @ResolveField(() => [CompanyActionName], { description: 'What you may do with it now.' })
  async allowedActions(
    @Parent() { row }: CompanyNode,
    @Api() api: RequestContext,
  ): Promise<'INVITE_REPRESENTATIVE'[]> {
    return companyActions(row, await api.standing());
  }
}
