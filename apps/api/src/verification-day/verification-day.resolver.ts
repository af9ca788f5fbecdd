import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { toString as qrCode } from 'qrcode';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  MarkDayPersonInput,
  OpenVerificationDayInput,
  ShowConsentLinkInput,
  ShownLinkNode,
  VerificationCandidateNode,
  VerificationDayNode,
} from './verification-day.graphql.js';

/** Days of face-to-face meetings: made, read, marked. Each verification is `recordVerification`. */
@Resolver()
export class VerificationDayResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [VerificationDayNode], { description: 'Newest first, at most 50.' })
  @Permission('identity.verify')
  async verificationDays(@Api() api: RequestContext): Promise<VerificationDayNode[]> {
    const rows = await this.platform.verificationDays.days(await api.scope('identity.verify'));
    return rows.map((row) => ({ ...row, persons: null }));
  }

  @Query(() => VerificationDayNode, { description: 'With its people, in the order of the list.' })
  @Permission('identity.verify')
  async verificationDay(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<VerificationDayNode> {
    return this.show(id, api);
  }

  @Query(() => [VerificationCandidateNode], {
    description:
      'Who has no verification that serves today (D5), without whoever asks; at most 500, by name.',
  })
  @Permission('identity.verify')
  async verificationCandidates(@Api() api: RequestContext): Promise<VerificationCandidateNode[]> {
    const [scope, { accountId }] = await Promise.all([api.scope('identity.verify'), api.requester()]);
    return [...(await this.platform.verificationDays.candidates(scope, accountId, api.now))];
  }

  @Mutation(() => VerificationDayNode, {
    description: 'Makes a day. RULE_REFUSED F61 DAY_INCLUDES_HIMSELF, I-30 HOLDER_DEPARTED.',
  })
  @Permission('identity.verify')
  async openVerificationDay(
    @Args('input') input: OpenVerificationDayInput,
    @Api() api: RequestContext,
  ): Promise<VerificationDayNode> {
    const { dayId } = await this.platform.useCases.openVerificationDay.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    return this.show(dayId, api);
  }

  @Mutation(() => VerificationDayNode, {
    description: 'Notes that a person did not come or that his verification failed; null takes it back.',
  })
  @Permission('identity.verify')
  async markDayPerson(
    @Args('input') input: MarkDayPersonInput,
    @Api() api: RequestContext,
  ): Promise<VerificationDayNode> {
    const act = { ...input, outcome: input.outcome ?? null, reason: input.reason ?? null };
    const { dayId } = await this.platform.useCases.markDayPerson.execute(await api.requester(), act);
    return this.show(dayId, api);
  }

  @Mutation(() => ShownLinkNode, {
    description:
      'A one-time link for the holder’s own phone, valid a quarter of an hour: consent to the order that waits for it, otherwise agreement to verification and data (F15). One works at a time.',
  })
  @Permission('identity.verify')
  async showConsentLink(
    @Args('input') { personId }: ShowConsentLinkInput,
    @Api() api: RequestContext,
  ): Promise<ShownLinkNode> {
    const link = await this.platform.useCases.showConsentLink.execute(await api.requester(), personId);
    return { ...link, qrCodeSvg: await qrCode(link.url, { type: 'svg', errorCorrectionLevel: 'M' }) };
  }

  private async show(id: string, api: RequestContext): Promise<VerificationDayNode> {
    const scope = await api.scope('identity.verify');
    const { verificationDays } = this.platform;
    const [day, persons] = await Promise.all([
      verificationDays.day(scope, id),
      verificationDays.people(scope, id),
    ]);
    if (!day) throw notFound();
    return { ...day, persons };
  }
}
