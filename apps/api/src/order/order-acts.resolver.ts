import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  CancelOrderInput,
  DecideOrderInput,
  OrderActInput,
  OrderNode,
  orderNode,
  PlaceOrderInput,
} from './order.graphql.js';

/** What MC, representative and registration officer do with an order. Each answers with the order as it is now. */
@Resolver()
export class OrderActsResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => OrderNode, {
    description:
      'Orders one certificate for one verified holder (R1, D5); the holder gets his consent link by mail.',
  })
  @Permission('order.place')
  async placeOrder(@Args('input') input: PlaceOrderInput, @Api() api: RequestContext): Promise<OrderNode> {
    const { orderId } = await this.platform.useCases.placeOrder.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    return this.show(orderId, api);
  }

  @Mutation(() => OrderNode, {
    description:
      'Co-signs what the holder has consented to (F11): the file is under review. RULE_REFUSED I-21 before.',
  })
  @Permission('order.co-sign')
  async coSignOrder(@Args('input') input: OrderActInput, @Api() api: RequestContext): Promise<OrderNode> {
    await this.platform.useCases.coSignOrder.execute(await api.requester(), input);
    return this.show(input.orderId, api);
  }

  @Mutation(() => OrderNode, { description: 'Cancels an order whose link was not sent yet.' })
  @Permission('order.cancel')
  async cancelOrder(@Args('input') input: CancelOrderInput, @Api() api: RequestContext): Promise<OrderNode> {
    const act = { ...input, reason: input.reason ?? null };
    await this.platform.useCases.cancelOrder.execute(await api.requester(), act);
    return this.show(input.orderId, api);
  }

  @Mutation(() => OrderNode, {
    description: 'The registration officer approves or rejects a file (R4, D6); nobody on his own (F61).',
  })
  @Permission('order.review')
  async decideOrder(@Args('input') input: DecideOrderInput, @Api() api: RequestContext): Promise<OrderNode> {
    await this.platform.useCases.decideOrder.execute(await api.requester(), {
      ...input,
      decision: input.decision === 'APPROVE' ? 'approve' : 'reject',
      reason: input.reason ?? null,
    });
    return this.show(input.orderId, api);
  }

  @Mutation(() => OrderNode, {
    description:
      'Starts a prepared draft once its holder has been verified with the data that it certifies (D16).',
  })
  @Permission('order.place')
  async resumeOrder(@Args('input') input: OrderActInput, @Api() api: RequestContext): Promise<OrderNode> {
    await this.platform.useCases.resumeOrder.execute(await api.requester(), input);
    return this.show(input.orderId, api);
  }

  @Mutation(() => OrderNode, {
    description:
      'Mails the holder another link in place of the one that he lost or let expire; the old one stops at once (D29). ' +
      'RULE_REFUSED D29 within five minutes of the last one and after five in a day.',
  })
  @Permission('order.resend-link')
  async resendOrderLink(@Args('input') input: OrderActInput, @Api() api: RequestContext): Promise<OrderNode> {
    await this.platform.useCases.resendOrderLink.execute(await api.requester(), input);
    return this.show(input.orderId, api);
  }

  private async show(orderId: string, api: RequestContext): Promise<OrderNode> {
    const row = await api.reading(await api.scope('order.read')).orders.load(orderId);
    if (!row) throw notFound();
    return orderNode(row);
  }
}
