import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  AccountTokenInput,
  PasswordResetNode,
  RequestEmailChangeInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from './security.graphql.js';

/** What is done by links mailed to an account: a new password, another address. */
@Resolver()
export class AccountLinksResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => Boolean, {
    description:
      'Mails a link to choose a new password, when the address has an account: the answer is the same either way. RATE_LIMITED per address.',
  })
  @Permission('PUBLIC')
  async requestPasswordReset(
    @Args('input') input: RequestPasswordResetInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    await this.platform.useCases.requestPasswordReset.execute(input.email, api.correlationId);
    return true;
  }

  @Query(() => PasswordResetNode, {
    description:
      'What the link opens; reading consumes nothing. RULE_REFUSED I-9 for a link that does not work.',
  })
  @Permission('LINK')
  passwordReset(@Args('token', { type: () => String }) token: string): Promise<PasswordResetNode> {
    return this.platform.useCases.resetPassword.read(token);
  }

  @Mutation(() => Boolean, {
    description:
      'Sets the password and ends every session; then sign in, with the second factor of before. INVALID_INPUT { password } as changePassword.',
  })
  @Permission('LINK')
  async resetPassword(
    @Args('input') input: ResetPasswordInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    await this.platform.useCases.resetPassword.execute(input, api.correlationId);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Asks to sign in with another address; it is confirmed from there. Asks for a fresh factor. The same answer when another account has the address.',
  })
  @Permission('viewer.read')
  async requestEmailChange(
    @Args('input') input: RequestEmailChangeInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    const session = await api.openSession();
    await this.platform.useCases.changeEmail.request(session, input.email, api.correlationId);
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'From the new address: it counts from now on. Other sessions end; the old address is told.',
  })
  @Permission('LINK')
  async confirmEmailChange(
    @Args('input') { token }: AccountTokenInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    await this.platform.useCases.changeEmail.confirm(token, await api.session(), api.correlationId);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'From the old address: it counts again, every session ends, and a link to choose a new password is mailed to it.',
  })
  @Permission('LINK')
  async undoEmailChange(
    @Args('input') { token }: AccountTokenInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    await this.platform.useCases.changeEmail.undo(token, api.correlationId);
    return true;
  }
}
