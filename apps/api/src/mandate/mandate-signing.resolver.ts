import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isCalendarDate } from '@mandataire/domain/time';
import type { ApiPlatform } from '@mandataire/platform/api';
import { invalidInput } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  AcceptMandateInput,
  ActCodeRequestNode,
  handedOutNode,
  HandedOutFileNode,
  MandateFileNode,
  mandateFileNode,
  NameAgentInput,
  RequestActCodeInput,
  SigningOptionsNode,
  SignMandateInput,
} from './mandate-file.graphql.js';
import { MandateSignerName, type Signer } from './mandate.enums.js';

/** The signers' side of a mandate, by mailed links: no account is needed to sign (D25). */
@Resolver()
export class MandateSigningResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => MandateFileNode, {
    description: 'Reading consumes nothing. RULE_REFUSED LINK_USED once it was signed.',
  })
  @Permission('LINK')
  async mandateFile(
    @Args('token', { type: () => String }) token: string,
    @Args('signer', { type: () => MandateSignerName }) signer: Signer,
    @Api() api: RequestContext,
  ): Promise<MandateFileNode> {
    const file = await this.platform.useCases.readMandateFile.execute(token, signer, api.correlationId);
    return mandateFileNode(file);
  }

  @Query(() => SigningOptionsNode, { description: 'Reading consumes nothing.' })
  @Permission('LINK')
  signingOptions(
    @Args('token', { type: () => String }) token: string,
    @Args('signer', { type: () => MandateSignerName }) signer: Signer,
    @Api() api: RequestContext,
  ): Promise<SigningOptionsNode> {
    return this.platform.useCases.readSigningOptions.execute(token, signer, api.correlationId);
  }

  @Query(() => HandedOutFileNode, {
    description: 'The text as a PDF to keep before signing (F63); not sealed, and it says so.',
  })
  @Permission('LINK')
  async mandateDraft(
    @Args('token', { type: () => String }) token: string,
    @Args('signer', { type: () => MandateSignerName }) signer: Signer,
    @Api() api: RequestContext,
  ): Promise<HandedOutFileNode> {
    const draft = await this.platform.useCases.printMandateDraft.execute(token, signer, api.correlationId);
    return handedOutNode(draft);
  }

  @Mutation(() => MandateFileNode, {
    description:
      'The representative names the MC and his limits, as often as he likes before he signs (D12).',
  })
  @Permission('LINK')
  async nameAgent(
    @Args('input') { token, ...naming }: NameAgentInput,
    @Api() api: RequestContext,
  ): Promise<MandateFileNode> {
    const { startsOn, endsOn, productCodes } = naming;
    const fields: Record<string, string> = {};
    if (!isCalendarDate(startsOn)) fields.startsOn = 'NOT_A_DATE';
    if (!isCalendarDate(endsOn)) fields.endsOn = 'NOT_A_DATE';
    const known = (await this.platform.catalogue.current()).map(({ code }) => code);
    if (!productCodes.every((code) => known.includes(code))) fields.productCodes = 'INVALID_VALUE';
    if (Object.keys(fields).length > 0) throw invalidInput(fields);
    const scoped = { ...naming, establishments: naming.establishments ?? [] };
    const file = await this.platform.useCases.nameAgent.execute(token, scoped, api.correlationId);
    return mandateFileNode(file);
  }

  @Mutation(() => ActCodeRequestNode, {
    description:
      'Sends a code for the act that the link opens, by mail or SMS (D25). RATE_LIMITED within the same minute and after five in an hour; RULE_REFUSED FACTOR_ENROLLED for a mailed one once the signer has a factor.',
  })
  @Permission('LINK')
  requestActCode(
    @Args('input') { token, signer, channel, phone }: RequestActCodeInput,
    @Api() api: RequestContext,
  ): Promise<ActCodeRequestNode> {
    return this.platform.useCases.requestActCode.execute(
      { token, purpose: signer, channel: channel ?? 'MAIL', phone: phone ?? null },
      api.correlationId,
    );
  }

  @Mutation(() => MandateFileNode, { description: 'The representative signs what he read, once (I-4).' })
  @Permission('LINK')
  async signMandate(
    @Args('input') input: SignMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateFileNode> {
    return mandateFileNode(await this.platform.useCases.signMandate.execute(input, api.correlationId));
  }

  @Mutation(() => MandateFileNode, {
    description: 'The MC accepts and signs both commitments (F6): the file goes to the registration office.',
  })
  @Permission('LINK')
  async acceptMandate(
    @Args('input') input: AcceptMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateFileNode> {
    return mandateFileNode(await this.platform.useCases.acceptMandate.execute(input, api.correlationId));
  }
}
