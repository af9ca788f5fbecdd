import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { mandateFileNode } from './mandate-file.graphql.js';
import {
  HandInSheetInput,
  MandateFormNode,
  PreparePaperMandateInput,
  TakeOverMandatesInput,
  TakeOverVerdictNode,
  verdictNode,
} from './mandate-life.graphql.js';
import { namingOf, requireDates } from './mandate-life.resolver.js';

/** Mandates on paper (D25): prepared, printed, handed in; and those of before this software. */
@Resolver()
export class MandatePaperResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => ID, {
    description:
      'Sales prepare the first mandate on paper; links that were mailed for it are dead. The answer is the mandate.',
  })
  @Permission('mandate.invite')
  async preparePaperMandate(
    @Args('input') input: PreparePaperMandateInput,
    @Api() api: RequestContext,
  ): Promise<string> {
    const { companyId, representativeName, representativeEmail } = input;
    const naming = await namingOf(this.platform, input);
    const act = { companyId, representativeName, representativeEmail, naming };
    return (await this.platform.useCases.preparePaperMandate.execute(await api.requester(), act)).mandateId;
  }

  @Query(() => MandateFormNode, {
    description: 'To print. RULE_REFUSED D25 NOT_ON_PAPER for a mandate that is signed by links.',
  })
  @Permission('mandate.print')
  async mandateForm(
    @Args('mandateId', { type: () => ID }) mandateId: string,
    @Args('companyId', { type: () => ID, nullable: true, description: 'For sales.' })
    companyId: string | null,
    @Api() api: RequestContext,
  ): Promise<MandateFormNode> {
    const asked = { mandateId, companyId: companyId ?? null };
    const file = await this.platform.useCases.readMandateForm.execute(await api.requester(), asked);
    return { ...mandateFileNode(file), reference: file.reference };
  }

  @Mutation(() => ID, {
    description: 'The signed sheet is handed in: the office checks it (D25). The answer is the mandate.',
  })
  @Permission('mandate.print')
  async handInMandateSheet(
    @Args('input') input: HandInSheetInput,
    @Api() api: RequestContext,
  ): Promise<string> {
    const { representativeSignedOn, agentSignedOn } = input;
    requireDates({ representativeSignedOn, agentSignedOn });
    const act = { ...input, companyId: input.companyId ?? null, scanFileId: input.scanFileId ?? null };
    return (await this.platform.useCases.handInSheet.execute(await api.requester(), act)).id;
  }

  @Mutation(() => [TakeOverVerdictNode], {
    description: 'Mandates signed on paper before this software, each line whole or not at all (D25).',
  })
  @Permission('mandate.take-over')
  async takeOverMandates(
    @Args('input') { lines, dryRun }: TakeOverMandatesInput,
    @Api() api: RequestContext,
  ): Promise<TakeOverVerdictNode[]> {
    const known = (await this.platform.catalogue.current()).map(({ code }) => code);
    const taken = lines.map((line) => ({ ...line, establishments: line.establishments ?? [] }));
    const verdicts = await this.platform.useCases.takeOverMandates.execute(
      await api.requester(),
      { lines: taken, products: known },
      dryRun,
    );
    return verdicts.map(verdictNode);
  }
}
