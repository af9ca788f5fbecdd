import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { certificateActions, renewability } from '@mandataire/application/fleet';
import { notFound, refusedError } from '@mandataire/application/refusal';
import { refusalSentence } from '@mandataire/domain/wording';
import type { CertificateRow } from '@mandataire/application/fleet';
import type { ApiPlatform } from '@mandataire/platform/api';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection, type Counted } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { ReminderNode, reminderNode } from '../reminder/reminder.graphql.js';
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
    await api.opened('certificate.read', { objectType: 'Certificate', id, tenantId: row.tenantId });
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

  @ResolveField(() => [ReminderNode], {
    description: 'Newest first; empty when your role may not read them.',
  })
  async reminders(@Parent() { id }: CertificateNode, @Api() api: RequestContext): Promise<ReminderNode[]> {
    const scope = await api.scopeIfAny('reminder.read');
    const rows = scope && (await api.reading(scope).remindersOfCertificate.load(id));
    return (rows ?? []).map(reminderNode);
  }

  @ResolveField(() => Boolean, { description: 'A renewal may be proposed now (R14 to R16, I-31).' })
  async renewable(@Parent() { row }: CertificateNode, @Api() api: RequestContext): Promise<boolean> {
    return (await this.renewal(row, api)).ok;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it takes a new order instead.' })
  async renewalRefusal(
    @Parent() { row }: CertificateNode,
    @Api() api: RequestContext,
  ): Promise<string | null> {
    const decided = await this.renewal(row, api);
    if (decided.ok) return null;
    const { code, extensions } = refusedError(decided.refusal);
    return refusalSentence({ ...extensions, code }, api.language);
  }

  private async renewal(row: CertificateRow, api: RequestContext) {
    const product = await this.platform.catalogue.find(row.productCode);
    if (!product) throw notFound();
    return renewability(row, product, api.now);
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
