import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import {
  InvalidateVerificationInput,
  RecordOrderVerificationInput,
  verificationAct,
} from '../holder/verification.graphql.js';
import { PLATFORM } from '../platform.token.js';
import { OrderNode, orderNode } from './order.graphql.js';

/** What the registration office does with the verification behind a file that it opened. */
@Resolver()
export class OfficeVerificationResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => OrderNode, {
    description:
      'The officer verifies the holder of the file himself (D1, D6): the file rests on his record.',
  })
  @Permission('identity.review')
  async recordOrderVerification(
    @Args('input') input: RecordOrderVerificationInput,
    @Api() api: RequestContext,
  ): Promise<OrderNode> {
    await this.platform.useCases.recordOrderVerification.execute(await api.requester(), {
      ...verificationAct(input),
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    return this.show(input.orderId, api);
  }

  @Mutation(() => OrderNode, {
    description:
      'Error or fraud was found in the verification behind the file: each certificate that rests on it becomes a revocation task.',
  })
  @Permission('identity.review')
  async invalidateVerification(
    @Args('input') input: InvalidateVerificationInput,
    @Api() api: RequestContext,
  ): Promise<OrderNode> {
    await this.platform.useCases.invalidateVerification.execute(await api.requester(), input);
    return this.show(input.orderId, api);
  }

  private async show(orderId: string, api: RequestContext): Promise<OrderNode> {
    const row = await api.reading(await api.scope('order.read')).orders.load(orderId);
    if (!row) throw notFound();
    return orderNode(row);
  }
}
