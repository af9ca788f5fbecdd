import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { unauthenticated } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { entered } from './account-answers.js';
import { ConfirmTotpInput, ViewerNode } from './account.graphql.js';
import { TotpEnrolmentNode } from './activation.graphql.js';
import {
  AccountEventNode,
  ChangePasswordInput,
  EndSessionInput,
  FactorEnrolledNode,
  SessionNode,
} from './security.graphql.js';
import { totpEnrolment } from './totp-enrolment.js';

const LATEST_EVENTS = 50;

/** One's own password, second factor and sessions. */
@Resolver()
export class SecurityResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [SessionNode], { description: 'One’s own open sessions, newest first.' })
  @Permission('viewer.read')
  async sessions(@Api() api: RequestContext): Promise<SessionNode[]> {
    const session = await api.openSession();
    const open = await this.platform.useCases.manageSessions.list(session);
    return open.map((each) => ({ ...each, current: each.id === session.id }));
  }

  @Query(() => [AccountEventNode], { description: 'The last fifty things that happened to one’s account.' })
  @Permission('viewer.read')
  async accountEvents(@Api() api: RequestContext): Promise<AccountEventNode[]> {
    const { accountId } = await api.openSession();
    const events = await this.platform.access.latest(accountId, LATEST_EVENTS);
    return events.map(({ id, name, at, facts }) => ({
      ...{ id, name, at },
      facts: Object.entries(facts).flatMap(([fact, value]) =>
        value === null || fact === 'linkId' ? [] : [{ name: fact, value: String(value) }],
      ),
    }));
  }

  @Mutation(() => Boolean, { description: 'Ends one of one’s own sessions. NOT_FOUND when it is over.' })
  @Permission('viewer.read')
  async endSession(@Args('input') input: EndSessionInput, @Api() api: RequestContext): Promise<boolean> {
    const session = await api.openSession();
    await this.platform.useCases.manageSessions.end(session, input.sessionId, api.correlationId);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Ends all of one’s sessions but this one.' })
  @Permission('viewer.read')
  async endOtherSessions(@Api() api: RequestContext): Promise<boolean> {
    await this.platform.useCases.manageSessions.endOthers(await api.openSession(), api.correlationId);
    return true;
  }

  @Mutation(() => ViewerNode, {
    description:
      'Asks for a fresh factor and the present password. INVALID_INPUT { current: WRONG_PASSWORD }, { next: PASSWORD_TOO_SHORT | TOO_LONG | PASSWORD_COMMON | PASSWORD_ABOUT_YOU }. All other sessions end.',
  })
  @Permission('viewer.read')
  async changePassword(
    @Args('input') input: ChangePasswordInput,
    @Api() api: RequestContext,
  ): Promise<ViewerNode> {
    const session = await api.openSession();
    api.enter(await this.platform.useCases.changePassword.execute(session, input, api.visitor));
    return entered(this.platform, api);
  }

  @Mutation(() => TotpEnrolmentNode, {
    description:
      'Makes a second factor to enrol, in place of an earlier one too; it counts only once a code has proved it. Asks for a fresh factor, or follows ENROLMENT_REQUIRED.',
  })
  @Permission('PENDING')
  async beginTotpEnrolment(@Api() api: RequestContext): Promise<TotpEnrolmentNode> {
    const session = await api.session();
    if (!session) throw unauthenticated();
    return totpEnrolment(await this.platform.useCases.enrolFactor.begin(session));
  }

  @Mutation(() => FactorEnrolledNode, {
    description: 'Proves the new factor. All other sessions end; this one gets a new token and is signed in.',
  })
  @Permission('PENDING')
  async confirmTotpEnrolment(
    @Args('input') input: ConfirmTotpInput,
    @Api() api: RequestContext,
  ): Promise<FactorEnrolledNode> {
    const session = await api.session();
    if (!session) throw unauthenticated();
    const { enrolFactor } = this.platform.useCases;
    const { opened, recoveryCodes } = await enrolFactor.confirm(session, input.code, api.visitor);
    api.enter(opened);
    return { viewer: await entered(this.platform, api), recoveryCodes };
  }

  @Mutation(() => [String], {
    description:
      'Ten new recovery codes, shown this once; those of before open nothing any more. Asks for a fresh factor.',
  })
  @Permission('viewer.read')
  async renewRecoveryCodes(@Api() api: RequestContext): Promise<readonly string[]> {
    return this.platform.useCases.renewRecoveryCodes.execute(await api.openSession(), api.correlationId);
  }
}
