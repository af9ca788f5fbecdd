import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { unauthenticated } from '@mandataire/application/refusal';
import type { FactorInput } from '@mandataire/application/account';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { enter, entered, viewerNode } from './account-answers.js';
import {
  ConfirmRecoveryCodeInput,
  ConfirmTotpInput,
  LoginInput,
  LoginResult,
  StepUpInput,
  SwitchCompanyInput,
  ViewerNode,
} from './account.graphql.js';

@Resolver()
export class AccountResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => ViewerNode, { nullable: true, description: 'Null while nobody is signed in.' })
  @Permission('PUBLIC')
  async viewer(@Api() api: RequestContext): Promise<ViewerNode | null> {
    const session = await api.session();
    return session?.state === 'OPEN' ? viewerNode(this.platform, session, api) : null;
  }

  @Query(() => Boolean, { description: 'Nothing here has any value: pages without a login say so too.' })
  @Permission('PUBLIC')
  demonstration(): boolean {
    return this.platform.settings.demo;
  }

  @Mutation(() => LoginResult, {
    description:
      'First factor. UNAUTHENTICATED BAD_CREDENTIALS, alike for an unknown address; RATE_LIMITED after a few tries in a row, known or not, and while too many sign in at once.',
  })
  @Permission('PUBLIC')
  async login(@Args('input') input: LoginInput, @Api() api: RequestContext): Promise<LoginResult> {
    const opened = await this.platform.useCases.signIn.password(input, api.visitor);
    await this.endPresent(api);
    return enter(this.platform, opened, api);
  }

  @Mutation(() => LoginResult, { description: 'Second factor, within five minutes of the password.' })
  @Permission('PENDING')
  async confirmTotp(
    @Args('input') input: ConfirmTotpInput,
    @Api() api: RequestContext,
  ): Promise<LoginResult> {
    return this.confirm({ code: input.code }, api);
  }

  @Mutation(() => LoginResult, {
    description:
      'A recovery code in place of the application; it serves once, and the person is told by mail.',
  })
  @Permission('PENDING')
  async confirmRecoveryCode(
    @Args('input') input: ConfirmRecoveryCodeInput,
    @Api() api: RequestContext,
  ): Promise<LoginResult> {
    return this.confirm({ recoveryCode: input.code }, api);
  }

  @Mutation(() => ViewerNode, {
    description:
      'Proves a factor again, for acts that ask for a fresh one; it serves five minutes. The session gets a new token. RULE_REFUSED D25 for a wrong or used code.',
  })
  @Permission('viewer.read')
  async stepUp(@Args('input') input: StepUpInput, @Api() api: RequestContext): Promise<ViewerNode> {
    const session = await api.openSession();
    api.enter(await this.platform.useCases.stepUp.execute(session, { ...input }, api.visitor));
    return entered(this.platform, api);
  }

  @Mutation(() => Boolean, { description: 'Ends the session and clears its cookie; true also without one.' })
  @Permission('PUBLIC')
  async logout(@Api() api: RequestContext): Promise<boolean> {
    await this.endPresent(api);
    api.leave();
    return true;
  }

  @Mutation(() => LoginResult, {
    description: 'A new session in another of one’s companies; the old one ends.',
  })
  @Permission('viewer.read')
  async switchCompany(
    @Args('input') input: SwitchCompanyInput,
    @Api() api: RequestContext,
  ): Promise<LoginResult> {
    const session = await api.openSession();
    return enter(
      this.platform,
      await this.platform.useCases.switchCompany.execute(session, input.companyId, api.correlationId),
      api,
    );
  }

  private async confirm(factor: FactorInput, api: RequestContext): Promise<LoginResult> {
    const pending = await api.session();
    if (!pending) throw unauthenticated('NO_FACTOR_AWAITED');
    return enter(
      this.platform,
      await this.platform.useCases.signIn.factor(pending, factor, api.visitor),
      api,
    );
  }

  private async endPresent(api: RequestContext): Promise<void> {
    const session = await api.session();
    if (session) await this.platform.useCases.signIn.signOut(session, api.correlationId);
  }
}
