import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { certificateNode } from '../certificate/certificate.graphql.js';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { orderNode } from '../order/order.graphql.js';
import { PLATFORM } from '../platform.token.js';
import {
  ConfirmIdentityChangeInput,
  IdentityChangeImpactNode,
  IdentityChangeInput,
  IdentityChangeNode,
  identityChangeNode,
} from './identity-change.graphql.js';

/** A change of certified data: shown first, confirmed then (I-15). */
@Resolver()
export class IdentityChangeResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => IdentityChangeImpactNode, { description: 'Shows what a change would do; writes nothing.' })
  @Permission('identity.preview')
  async previewIdentityChange(
    @Args('input') input: IdentityChangeInput,
    @Api() api: RequestContext,
  ): Promise<IdentityChangeImpactNode> {
    const { certificatesToRevoke, ordersToCancel, ...impact } =
      await this.platform.useCases.previewIdentityChange.execute(await api.requester(), input);
    const [certificates, orders] = [
      api.reading(await api.scope('certificate.read')).certificates,
      api.reading(await api.scope('order.read')).orders,
    ];
    const [revoked, cancelled] = await Promise.all([
      Promise.all(certificatesToRevoke.map(({ id }) => certificates.load(id))),
      Promise.all(ordersToCancel.map(({ id }) => orders.load(id))),
    ]);
    return {
      ...impact,
      certificatesToRevoke: revoked.filter((row) => row !== undefined).map(certificateNode),
      ordersToCancel: cancelled.filter((row) => row !== undefined).map(orderNode),
    };
  }

  @Mutation(() => IdentityChangeNode, {
    description: 'Confirms what was shown: revokes, and prepares the replacements (R23, D16).',
  })
  @Permission('identity.change')
  async confirmIdentityChange(
    @Args('input') input: ConfirmIdentityChangeInput,
    @Api() api: RequestContext,
  ): Promise<IdentityChangeNode> {
    const { changeId } = await this.platform.useCases.confirmIdentityChange.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    const scope = await api.scope('holder.read');
    const [change] = await this.platform.fleet.identityChangesById(scope, [changeId]);
    if (!change) throw notFound();
    return identityChangeNode(change);
  }
}
