import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import { portfolioCsv } from '@mandataire/domain/onboarding';
import { isSiren, normaliseIdentifier } from '@mandataire/domain/tenant';
import type { ApiPlatform } from '@mandataire/platform/api';
import { invalidInput } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  CompanyFileNode,
  companyFileNode,
  CompanyLookupNode,
  RefreshedCompanyNode,
} from './company-file.graphql.js';
import {
  RecordCompanyPaperInput,
  RecordEstablishmentInput,
  RecordRegistrationInput,
  RefreshCompanyInput,
} from './company-file.inputs.js';
import {
  FollowCompanyInput,
  PipelineArgs,
  PipelineNode,
  pipelineNode,
  SalesPersonNode,
} from './pipeline.graphql.js';
import { PortfolioNode } from './portfolio.graphql.js';

/** What sales do with a company before and while it has an MC (R31). */
@Resolver()
export class OnboardingResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => PipelineNode, { description: 'Companies by step, for sales.' })
  @Permission('company.list')
  async pipeline(@Args() { mine, search }: PipelineArgs, @Api() api: RequestContext): Promise<PipelineNode> {
    const scope = await api.scope('company.list');
    const { accountId } = await api.requester();
    const filter = { ...(mine ? { ownerId: accountId } : {}), ...(search ? { search } : {}) };
    return pipelineNode(await this.platform.onboarding.pipeline(scope, filter));
  }

  @Query(() => [SalesPersonNode], { description: 'Who of sales may look after a company, by name.' })
  @Permission('company.list')
  async salesPeople(@Api() api: RequestContext): Promise<readonly SalesPersonNode[]> {
    await api.scope('company.list');
    return this.platform.onboarding.salesPeople();
  }

  @Query(() => CompanyFileNode, {
    description:
      'A company with its registration, establishments and the checklist of its papers. NOT_FOUND.',
  })
  @Permission('company.read')
  async companyFile(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<CompanyFileNode> {
    const scope = await api.scope('company.read');
    const file = await this.platform.onboarding.file(scope, id);
    if (!file) throw notFound();
    return companyFileNode(file, api.now, scope.kind === 'SALES');
  }

  @Query(() => CompanyLookupNode, {
    description:
      'What the public register knows under a SIREN, to fill the form. INVALID_INPUT: a false key (V1).',
  })
  @Permission('company.open')
  async companyLookup(
    @Args('siren', { type: () => String }) typed: string,
    @Api() api: RequestContext,
  ): Promise<CompanyLookupNode> {
    await api.scope('company.open');
    const siren = normaliseIdentifier(typed);
    if (!isSiren(siren)) throw invalidInput({ siren: 'SIREN_KEY' });
    const answer = await this.platform.companyRegistry.find(siren);
    if (answer.outcome !== 'FOUND') return { outcome: answer.outcome, name: null, city: null, closed: null };
    const { name, city, closed } = answer.company;
    return { outcome: 'FOUND', name, city, closed };
  }

  @Mutation(() => CompanyFileNode, {
    description: 'Enters what a proof says of the company, with the proof (V2, V3).',
  })
  @Permission('company.record')
  async recordRegistration(
    @Args('input') input: RecordRegistrationInput,
    @Api() api: RequestContext,
  ): Promise<CompanyFileNode> {
    await this.platform.useCases.recordRegistration.execute(await api.requester(), input);
    return this.companyFile(input.companyId, api);
  }

  @Mutation(() => RefreshedCompanyNode, {
    description:
      'Takes registration and establishments from the public register. RULE_REFUSED: COMPANY_NOT_IN_REGISTRY, REGISTRY_NOT_CONFIGURED; UPSTREAM_UNAVAILABLE.',
  })
  @Permission('company.record')
  async refreshRegistration(
    @Args('input') { companyId }: RefreshCompanyInput,
    @Api() api: RequestContext,
  ): Promise<RefreshedCompanyNode> {
    const refreshed = await this.platform.useCases.refreshRegistration.execute(
      await api.requester(),
      companyId,
    );
    return { ...refreshed, company: await this.companyFile(companyId, api) };
  }

  @Mutation(() => CompanyFileNode, {
    description: 'Adds an establishment, or corrects the one of this SIRET (V1).',
  })
  @Permission('company.record')
  async recordEstablishment(
    @Args('input') input: RecordEstablishmentInput,
    @Api() api: RequestContext,
  ): Promise<CompanyFileNode> {
    await this.platform.useCases.recordEstablishment.execute(await api.requester(), input);
    return this.companyFile(input.companyId, api);
  }

  @Mutation(() => CompanyFileNode, {
    description:
      'A paper that you have seen; the newest of its kind counts. No number and no name of a person.',
  })
  @Permission('company.paper')
  async recordCompanyPaper(
    @Args('input') input: RecordCompanyPaperInput,
    @Api() api: RequestContext,
  ): Promise<CompanyFileNode> {
    await this.platform.useCases.recordPaper.execute(await api.requester(), input);
    return this.companyFile(input.companyId, api);
  }

  @Mutation(() => CompanyFileNode, { description: 'Who of sales looks after the company, and what is next.' })
  @Permission('company.record')
  async followCompany(
    @Args('input') input: FollowCompanyInput,
    @Api() api: RequestContext,
  ): Promise<CompanyFileNode> {
    await this.platform.useCases.followCompany.execute(await api.requester(), input);
    return this.companyFile(input.companyId, api);
  }

  @Query(() => PortfolioNode, { description: 'Counts over companies, for sales; no personal data.' })
  @Permission('portfolio.read')
  async portfolio(
    @Args('mine', { type: () => Boolean, defaultValue: false }) mine: boolean,
    @Args('english', { type: () => Boolean, defaultValue: false, description: 'Of the heads of the CSV.' })
    english: boolean,
    @Api() api: RequestContext,
  ): Promise<PortfolioNode> {
    const scope = await api.scope('portfolio.read');
    const { accountId } = await api.requester();
    const filter = mine ? { ownerId: accountId } : {};
    const portfolio = await this.platform.onboarding.portfolio(scope, filter, api.now);
    const quarters = portfolio.quarters.map(({ quarter }) => quarter);
    return { ...portfolio, csv: portfolioCsv(portfolio.lines, quarters, english ? 'en' : 'fr') };
  }
}
