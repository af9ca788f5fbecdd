import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { orRefuse } from '@mandataire/application/refusal';
import { companyFields } from '@mandataire/domain/tenant';
import type { ApiPlatform } from '@mandataire/platform/api';
import { PageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { CompanyConnection, CompanyNode, OpenCompanyInput } from './company.graphql.js';

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
    return toConnection(found, (row) => row);
  }

  @Mutation(() => CompanyNode, {
    description:
      'Opens a company with an empty draft of its first mandate (R31). Refuses a false or known SIREN (V1).',
  })
  @Permission('company.open')
  async openCompany(
    @Args('input') input: OpenCompanyInput,
    @Api() api: RequestContext,
  ): Promise<CompanyNode> {
    const { companyId } = await this.platform.useCases.openCompany.execute(await api.requester(), input);
    return { id: companyId, ...orRefuse(companyFields(input)), mandateState: 'DRAFT' };
  }
}
