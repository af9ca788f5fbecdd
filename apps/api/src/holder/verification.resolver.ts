import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { MeetingStep } from '@mandataire/application/identity-verification';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { HolderNode, holderNode } from './holder.graphql.js';
import {
  EndMeetingInput,
  MeetingActInput,
  RecordVerificationInput,
  RequestVerificationInput,
  ScheduleVerificationInput,
  verificationAct,
} from './verification.graphql.js';

/** The verification of a holder step by step. Each answers with the holder as he is now. */
@Resolver()
export class VerificationResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => HolderNode, { description: 'Asks for a verification, to be planned; one at a time.' })
  @Permission('identity.verify')
  async requestVerification(
    @Args('input') input: RequestVerificationInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    const { holderId } = await this.platform.useCases.requestVerification.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    return this.show(holderId, api);
  }

  @Mutation(() => HolderNode, {
    description:
      'Sets its day, or sets it anew: holder and verifier get an entry for their calendars by mail.',
  })
  @Permission('identity.verify')
  async scheduleVerification(
    @Args('input') input: ScheduleVerificationInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    const { holderId } = await this.platform.useCases.scheduleVerification.execute(await api.requester(), {
      ...input,
      verifierAccountId: input.verifierAccountId ?? null,
    });
    return this.show(holderId, api);
  }

  @Mutation(() => HolderNode, { description: 'The meeting has begun.' })
  @Permission('identity.verify')
  startVerification(@Args('input') input: MeetingActInput, @Api() api: RequestContext): Promise<HolderNode> {
    return this.move('start', input, api);
  }

  @Mutation(() => HolderNode, { description: 'The identity could not be verified, with the reason.' })
  @Permission('identity.verify')
  failVerification(@Args('input') input: EndMeetingInput, @Api() api: RequestContext): Promise<HolderNode> {
    return this.move('fail', input, api);
  }

  @Mutation(() => HolderNode, { description: 'The holder did not come; another day can be set.' })
  @Permission('identity.verify')
  missVerification(@Args('input') input: MeetingActInput, @Api() api: RequestContext): Promise<HolderNode> {
    return this.move('miss', input, api);
  }

  @Mutation(() => HolderNode, {
    description: 'Takes it back, also out of the calendars; the holder may for himself.',
  })
  @Permission('identity.cancel')
  cancelVerification(@Args('input') input: EndMeetingInput, @Api() api: RequestContext): Promise<HolderNode> {
    return this.move('cancel', input, api);
  }

  @Mutation(() => HolderNode, {
    description:
      'Records that the identity was verified (R30, F13, F65, I-6); nobody verifies himself (F61). A planned meeting ends with it.',
  })
  @Permission('identity.verify')
  async recordVerification(
    @Args('input') input: RecordVerificationInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    await this.platform.useCases.recordVerification.execute(await api.requester(), {
      ...verificationAct(input),
      idempotencyKey: idempotencyKey(input.idempotencyKey),
      fileIds: input.fileIds ?? [],
    });
    return this.show(input.holderId, api);
  }

  private async move(step: MeetingStep, input: EndMeetingInput, api: RequestContext): Promise<HolderNode> {
    const { moveVerification } = this.platform.useCases;
    const { holderId } = await moveVerification.execute(await api.requester(), step, input);
    return this.show(holderId, api);
  }

  private async show(holderId: string, api: RequestContext): Promise<HolderNode> {
    const row = await api.reading(await api.scope('holder.read')).holders.load(holderId);
    if (!row) throw notFound();
    return holderNode(row);
  }
}
