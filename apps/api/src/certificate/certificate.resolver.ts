import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { certificateActions, renewability } from '@mandataire/application/fleet';
import { notFound, refusedError } from '@mandataire/application/refusal';
import type { CertificateDescription } from '@mandataire/domain/certificate';
import { refusalSentence } from '@mandataire/domain/wording';
import type { ApiPlatform } from '@mandataire/platform/api';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection, type Counted } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { ReminderNode, reminderNode } from '../reminder/reminder.graphql.js';
import { PLATFORM } from '../platform.token.js';
import { RevocationNode, revocationNode } from '../revocation/revocation.graphql.js';
import { CertificateActionName } from './certificate.enums.js';
import { CertificateContentNode, PublishedStatusNode } from './certificate-content.graphql.js';
import {
  CertificateConnection,
  CertificateFilter,
  CertificateNode,
  certificateNode,
} from './certificate.graphql.js';
import { certificatePem } from './pem.js';

const nameOf = ({ subject }: CertificateDescription): string =>
  subject.find(({ name }) => name === 'commonName')?.value ?? '';

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

  @Query(() => PublishedStatusNode, {
    description:
      'Asks OCSP and the CRL as any verifier would; NOT_FOUND also for another company’s, and before issuance.',
  })
  @Permission('certificate.read')
  async publishedStatus(
    @Args('certificateId', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<PublishedStatusNode> {
    const row = await api.reading(await api.scope('certificate.read')).certificates.load(id);
    if (!row?.der) throw notFound();
    return this.platform.publishedStatus.read(row.issuerId, row.serial);
  }

  @ResolveField(() => CertificateContentNode, {
    nullable: true,
    description: 'Once issued, and only where one is opened.',
  })
  async content(@Parent() { row }: CertificateNode): Promise<CertificateContentNode | null> {
    if (row.der === null) return null;
    const { describer } = this.platform;
    const chain = await this.platform.chainOf(row.issuerId);
    return {
      ...describer.describe(row.der),
      chain: chain.map((der) => ({ name: nameOf(describer.describe(der)), pem: certificatePem(der) })),
      bundle: Buffer.from(describer.bundle([row.der, ...chain])).toString('base64'),
    };
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
  async renewable(@Parent() { id }: CertificateNode, @Api() api: RequestContext): Promise<boolean> {
    return (await this.renewal(id, api)).ok;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it takes a new order instead.' })
  async renewalRefusal(
    @Parent() { id }: CertificateNode,
    @Api() api: RequestContext,
  ): Promise<string | null> {
    const decided = await this.renewal(id, api);
    if (decided.ok) return null;
    const { code, extensions } = refusedError(decided.refusal);
    return refusalSentence({ ...extensions, code }, api.language);
  }

  /** What a row of a list does not carry: read with its neighbours', or already there where it was opened. */
  private async renewal(id: string, api: RequestContext) {
    const opened = await api.reading(await api.scope('certificate.read')).certificates.load(id);
    const product = opened && (await this.platform.catalogue.find(opened.productCode));
    if (!product) throw notFound();
    return renewability(opened, product, api.now);
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
