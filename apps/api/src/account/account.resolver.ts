import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { OpenedSession, Session } from '@mandataire/application/account';
import { unauthenticated } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  ConfirmTotpInput,
  LoginInput,
  LoginResult,
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
    return session?.state === 'OPEN' ? this.view(session, api) : null;
  }

  @Query(() => Boolean, { description: 'Nothing here has any value: pages without a login say so too.' })
  @Permission('PUBLIC')
  demonstration(): boolean {
    return this.platform.settings.demo;
  }

  @Mutation(() => LoginResult, {
    description: 'First factor. UNAUTHENTICATED BAD_CREDENTIALS; RATE_LIMITED after five failures in a row.',
  })
  @Permission('PUBLIC')
  async login(@Args('input') input: LoginInput, @Api() api: RequestContext): Promise<LoginResult> {
    const { signIn } = this.platform.useCases;
    await this.endPresent(api);
    return this.enter(await signIn.password(input.email, input.password, api.correlationId), api);
  }

  @Mutation(() => LoginResult, { description: 'Second factor, within five minutes of the password.' })
  @Permission('PENDING_FACTOR')
  async confirmTotp(
    @Args('input') input: ConfirmTotpInput,
    @Api() api: RequestContext,
  ): Promise<LoginResult> {
    const pending = await api.session();
    if (!pending) throw unauthenticated('NO_FACTOR_AWAITED');
    return this.enter(await this.platform.useCases.signIn.totp(pending, input.code, api.correlationId), api);
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
    return this.enter(
      await this.platform.useCases.switchCompany.execute(session, input.companyId, api.correlationId),
      api,
    );
  }

  private async endPresent(api: RequestContext): Promise<void> {
    const session = await api.session();
    if (session) await this.platform.useCases.signIn.signOut(session, api.correlationId);
  }

  private async enter({ token, session }: OpenedSession, api: RequestContext): Promise<LoginResult> {
    api.enter(token);
    if (session.state === 'PENDING_FACTOR') return { step: 'TOTP_REQUIRED', viewer: null };
    return { step: 'SIGNED_IN', viewer: await this.view(await api.openSession(), api) };
  }

  private async view(session: Session, api: RequestContext): Promise<ViewerNode> {
    const { accountId, activeCompanyId, ...viewer } = await this.platform.viewers.viewer(session, api.now);
    return {
      ...viewer,
      id: accountId,
      activeCompany: viewer.companies.find(({ id }) => id === activeCompanyId) ?? null,
      demo: this.platform.settings.demo,
    };
  }
}
