import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  orderActions,
  orderBlocker,
  type OrderActionName,
  type OrderRow,
  type VerificationRow,
} from '@mandataire/application/fleet';
import { notFound } from '@mandataire/application/refusal';
import type { Act } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import { CertificateNode, certificateNode } from '../certificate/certificate.graphql.js';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection, type Counted } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { VerificationNode, verificationNode } from '../holder/verification.graphql.js';
import { PLATFORM } from '../platform.token.js';
import { OrderActionEnum, OrderConnection, OrderFilter, OrderNode, orderNode } from './order.graphql.js';

@Resolver(() => OrderNode)
export class OrderResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => OrderConnection, { description: 'Newest first; holders see their own.' })
  @Permission('order.read')
  orders(
    @Args() page: PageArgs,
    @Args('filter', { type: () => OrderFilter, nullable: true }) filter: OrderFilter | null,
    @Api() api: RequestContext,
  ): Promise<Counted<OrderConnection>> {
    return this.list('order.read', page, filter, api);
  }

  @Query(() => OrderConnection, {
    description:
      'What waits for the registration office, oldest first: files to decide, and links that are over (D29).',
  })
  @Permission('order.review')
  reviewQueue(@Args() page: PageArgs, @Api() api: RequestContext): Promise<Counted<OrderConnection>> {
    return this.list('order.review', page, null, api);
  }

  @Query(() => OrderNode, { description: 'NOT_FOUND also for another company’s.' })
  @Permission('order.read')
  async order(@Args('id', { type: () => ID }) id: string, @Api() api: RequestContext): Promise<OrderNode> {
    const row = await api.reading(await api.fileScope('order.read', id)).orders.load(id);
    if (!row) throw notFound();
    await api.opened('order.read', { objectType: 'Order', id, tenantId: row.tenantId });
    return orderNode(row);
  }

  @ResolveField(() => VerificationNode, {
    nullable: true,
    description: 'The identity verification it rests on.',
  })
  async verification(
    @Parent() { row }: OrderNode,
    @Api() api: RequestContext,
  ): Promise<VerificationNode | null> {
    const found = await this.verificationOf(row, api);
    const product = await this.platform.catalogue.version(row.productCode, row.productVersion);
    return found ? verificationNode(found, product?.verificationMaxAge) : null;
  }

  @ResolveField(() => CertificateNode, { nullable: true })
  async certificate(
    @Parent() { id }: OrderNode,
    @Api() api: RequestContext,
  ): Promise<CertificateNode | null> {
    const scope = await api.scopeIfAny('certificate.read');
    const row = scope && (await api.reading(scope).certificateOfOrder.load(id));
    return row ? certificateNode(row) : null;
  }

  @ResolveField(() => [OrderActionEnum], { description: 'What you may do with it now.' })
  async allowedActions(@Parent() { row }: OrderNode, @Api() api: RequestContext): Promise<OrderActionName[]> {
    const [standing, { accountId }] = await Promise.all([api.standing(), api.openSession()]);
    return orderActions(row, standing, accountId, await this.blockerOf(row, api));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'IDENTITY_VERIFICATION: a DRAFT waits for one that fits its data (D16, F21).',
  })
  blocker(@Parent() { row }: OrderNode, @Api() api: RequestContext): Promise<string | null> {
    return this.blockerOf(row, api);
  }

  private async blockerOf(row: OrderRow, api: RequestContext): Promise<string | null> {
    if (row.state !== 'DRAFT') return null;
    const verification = await this.verificationOf(row, api);
    const product = await this.platform.catalogue.version(row.productCode, row.productVersion);
    return orderBlocker(row, verification, product, api.now);
  }

  /** The one it rests on; of an order that rests on none yet, the holder's newest. */
  private async verificationOf(row: OrderRow, api: RequestContext): Promise<VerificationRow | undefined> {
    const all = await api.reading(await api.scope('order.read')).verificationsOfHolder.load(row.holderId);
    return all?.find(({ id }) => id === row.verificationId) ?? all?.[0];
  }

  private async list(
    act: Act,
    page: PageArgs,
    wish: OrderFilter | null,
    api: RequestContext,
  ): Promise<Counted<OrderConnection>> {
    const { fleet } = this.platform;
    const scope = await api.scope(act);
    const filter = given(wish);
    const found = await fleet.orders(scope, pageRequest(page), filter);
    return { ...toConnection(found, orderNode), count: () => fleet.countOrders(scope, filter) };
  }
}

@Resolver(() => OrderConnection)
export class OrderConnectionResolver {
  @ResolveField(() => Int)
  totalCount(@Parent() { count }: Counted<OrderConnection>): Promise<number> {
    return count();
  }
}
