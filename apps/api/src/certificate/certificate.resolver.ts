import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { certificateActions } from '@mandataire/application/fleet';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection, type Counted } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { RevocationNode, revocationNode } from '../revocation/revocation.graphql.js';
import { CertificateActionName } from './certificate.enums.js';
import {
  CertificateConnection,
  CertificateFilter,
  CertificateNode,
  certificateNode,
} from './certificate.graphql.js';

@Resolver(() => CertificateNode)
export class CertificateResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => CertificateConnection, { description: 'By expiry, soonest first; holders see their own.' })
  @Permission('certificate.read')
  async certificates(
    @Args() page: PageArgs,
    @Args('filter', { type: () => CertificateFilter, nullable: true }) wish: CertificateFilter | null,
    @Api() api: RequestContext,
  ): Promise<Counted<CertificateConnection>> {
    const { fleet } = this.platform;
    const scope = await api.scope('certificate.read');
    const filter = given(wish);
    const found = await fleet.certificates(scope, pageRequest(page), filter, api.now);
    return {
      ...toConnection(found, certificateNode),
      count: () => fleet.countCertificates(scope, filter, api.now),
    };
  }

  @Query(() => CertificateNode, { description: 'NOT_FOUND also for another company’s.' })
  @Permission('certificate.read')
  async certificate(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<CertificateNode> {
    const row = await api.reading(await api.scope('certificate.read')).certificates.load(id);
    if (!row) throw notFound();
    return certificateNode(row);
  }

  @ResolveField(() => RevocationNode, {
    nullable: true,
    description: 'The newest request; null when there is none, or when your role may not read it.',
  })
  async revocation(
    @Parent() { id }: CertificateNode,
    @Api() api: RequestContext,
  ): Promise<RevocationNode | null> {
    const row = await this.newestRevocation(id, api);
    return row ? revocationNode(row) : null;
  }

  @ResolveField(() => [CertificateActionName])
  async allowedActions(@Parent() { row }: CertificateNode, @Api() api: RequestContext): Promise<'REVOKE'[]> {
    const revocation = await this.newestRevocation(row.id, api);
    return certificateActions(row, revocation, await api.standing(), api.now);
  }

  private async newestRevocation(certificateId: string, api: RequestContext) {
    const scope = await api.scopeIfAny('revocation.read');
    return scope && api.reading(scope).revocationOfCertificate.load(certificateId);
  }
}

@Resolver(() => CertificateConnection)
export class CertificateConnectionResolver {
  @ResolveField(() => Int)
  totalCount(@Parent() { count }: Counted<CertificateConnection>): Promise<number> {
    return count();
  }
}
