import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AgreementRequest } from '@mandataire/application/verification-day';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { AgreementRequestNode, GiveIdentityAgreementInput } from './verification-day.graphql.js';

/** The holder's side of a day, by the link that was shown to him. RULE_REFUSED I-9 for a link that is not usable. */
@Resolver()
export class AgreementResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => AgreementRequestNode, {
    description: 'Reading consumes nothing. RULE_REFUSED AGREEMENT_LINK_USED once it was answered.',
  })
  @Permission('LINK')
  async identityAgreement(
    @Args('token', { type: () => String }) token: string,
    @Api() api: RequestContext,
  ): Promise<AgreementRequestNode> {
    return show(await this.platform.useCases.readAgreementRequest.execute(token, api.correlationId));
  }

  @Mutation(() => AgreementRequestNode, {
    description: 'The holder agrees to the verification and to his data, once (F15, F65).',
  })
  @Permission('LINK')
  async giveIdentityAgreement(
    @Args('input') input: GiveIdentityAgreementInput,
    @Api() api: RequestContext,
  ): Promise<AgreementRequestNode> {
    return show(await this.platform.useCases.giveAgreement.execute(input, api.correlationId));
  }
}

function show({ identity, day, agreement, companyName, ...ends }: AgreementRequest): AgreementRequestNode {
  const { surname, givenNames, email, jobTitle } = identity;
  const { heldOn, place } = day;
  const data = { surname, givenNames, email, jobTitle, companyName, heldOn, place };
  return { ...data, ...ends, text: agreement.text, textVersion: agreement.version };
}
