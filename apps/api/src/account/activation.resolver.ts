import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { passwordMinimum } from '@mandataire/domain/account';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  AcceptInvitationInput,
  ActivateAccountInput,
  ActivationNode,
  BeginActivationInput,
  TotpEnrolmentNode,
} from './activation.graphql.js';
import { totpEnrolment } from './totp-enrolment.js';

/** The first login, by a mailed link that works once. */
@Resolver()
export class ActivationResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => ActivationNode, { description: 'Reading consumes nothing.' })
  @Permission('LINK')
  async activation(
    @Args('token', { type: () => String }) token: string,
    @Api() api: RequestContext,
  ): Promise<ActivationNode> {
    const found = await this.platform.useCases.activateAccount.read(token, api.correlationId);
    return { ...found, passwordMinimum: passwordMinimum(found.secondFactorRequired) };
  }

  @Mutation(() => TotpEnrolmentNode, {
    description: 'Makes a second factor to enrol; it counts only once a code has proved it.',
  })
  @Permission('LINK')
  async beginActivation(
    @Args('input') { token }: BeginActivationInput,
    @Api() api: RequestContext,
  ): Promise<TotpEnrolmentNode> {
    return totpEnrolment(await this.platform.useCases.activateAccount.begin(token, api.correlationId));
  }

  @Mutation(() => Boolean, { description: 'Sets password and factor and uses the link up; then sign in.' })
  @Permission('LINK')
  async activateAccount(
    @Args('input') { token, password, code }: ActivateAccountInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    const input = { token, password, code: code ?? null };
    await this.platform.useCases.activateAccount.complete(input, api.correlationId);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Somebody who has an account already joins the company that invited him. RULE_REFUSED I-9 LINK_UNKNOWN for one who has none: activateAccount.',
  })
  @Permission('LINK')
  async acceptInvitation(
    @Args('input') { token }: AcceptInvitationInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    await this.platform.useCases.activateAccount.accept(token, api.correlationId);
    return true;
  }
}
