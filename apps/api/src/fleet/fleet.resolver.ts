import { Inject } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { WaitingKind } from '@mandataire/application/fleet';
import { permit, type Act } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import { CertificateNode, certificateNode } from '../certificate/certificate.graphql.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { FleetNode, WaitingItemNode } from './fleet.graphql.js';

/** Who may take the step that an item waits for; the others only wait. */
const ACT_AWAITED: Readonly<Partial<Record<WaitingKind, Act>>> = {
  CO_SIGN_ORDER: 'order.co-sign',
  ORDER_INCOMPLETE: 'order.co-sign',
};
const readBy = (kind: WaitingKind): Act =>
  kind === 'REVOCATION_IN_PROGRESS' ? 'revocation.read' : 'order.read';
const NEXT = 5;

@Resolver(() => FleetNode)
export class FleetResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => FleetNode)
  @Permission('fleet.read')
  async fleet(@Api() api: RequestContext): Promise<FleetNode> {
    return this.platform.fleet.counts(await api.scope('fleet.read'), api.now);
  }

  @ResolveField(() => [WaitingItemNode], {
    description: 'Oldest first, at most 50; only what this person may read.',
  })
  async waiting(@Api() api: RequestContext): Promise<WaitingItemNode[]> {
    const rows = await this.platform.fleet.waiting(await api.scope('fleet.read'), api.now);
    const standing = await api.standing();
    const seen = rows.filter(({ kind }) => permit(readBy(kind), standing) !== undefined);
    return seen.map((row) => {
      const act = ACT_AWAITED[row.kind];
      return { ...row, mine: act !== undefined && permit(act, standing) !== undefined };
    });
  }

  @ResolveField(() => [CertificateNode], { description: 'The five active ones that end next.' })
  async expiringNext(@Api() api: RequestContext): Promise<CertificateNode[]> {
    const { rows } = await this.platform.fleet.certificates(
      await api.scope('fleet.read'),
      { first: NEXT, after: null },
      { states: ['ACTIVE'] },
      api.now,
    );
    return rows.map(({ row }) => certificateNode(row));
  }
}
