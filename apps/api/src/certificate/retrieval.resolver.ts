import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Certificate } from '@mandataire/domain/certificate';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { certifiedDataNode } from './certified-data.graphql.js';
import {
  AnswerCertificateInput,
  IssuedCertificateNode,
  issuedCertificateNode,
  RetrievalNode,
  retrievalState,
  SubmitCertificateRequestInput,
} from './retrieval.graphql.js';

/** The holder makes his certificate by the link that was mailed to him. RULE_REFUSED I-9 for a link that is not usable. */
@Resolver()
export class RetrievalResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => RetrievalNode, { description: 'Reading consumes nothing.' })
  @Permission('LINK')
  retrieval(
    @Args('token', { type: () => String }) token: string,
    @Api() api: RequestContext,
  ): Promise<RetrievalNode> {
    return this.show(token, api);
  }

  @Mutation(() => IssuedCertificateNode, {
    description:
      'The request becomes a certificate, once per link. RULE_REFUSED D21 for a weak key or a false proof of ' +
      'possession, F19 for a key that was certified before, I-11 for anything that is a private key.',
  })
  @Permission('LINK')
  async submitCertificateRequest(
    @Args('input') input: SubmitCertificateRequestInput,
    @Api() api: RequestContext,
  ): Promise<IssuedCertificateNode> {
    const { certificate, chain } = await this.platform.useCases.issueCertificate.execute(
      input,
      api.correlationId,
    );
    return issuedCertificateNode(certificate, certificate.der ?? new Uint8Array(), chain);
  }

  @Mutation(() => RetrievalNode, {
    description: 'Accepts or refuses the certificate (F17); a refusal revokes it.',
  })
  @Permission('LINK')
  async answerCertificate(
    @Args('input') input: AnswerCertificateInput,
    @Api() api: RequestContext,
  ): Promise<RetrievalNode> {
    const { token, backupAcknowledged, comment = null } = input;
    const answer = input.answer === 'ACCEPT' ? 'accept' : 'refuse';
    await this.platform.useCases.answerCertificate.execute(
      { token, answer, backupAcknowledged, comment },
      api.correlationId,
    );
    return this.show(token, api);
  }

  private async show(token: string, { correlationId }: RequestContext): Promise<RetrievalNode> {
    const { catalogue, useCases } = this.platform;
    const { order, certificate, expiresAt } = await useCases.readRetrieval.execute(token, correlationId);
    const product = await catalogue.version(order.productCode, order.productVersion);
    const state = retrievalState(certificate);
    const answered = state === 'ACCEPTED' || state === 'REFUSED';
    return {
      state,
      productName: product?.name ?? order.productCode,
      usages: order.profile.usages,
      certifiedData: answered ? null : certifiedDataNode(order.certifiedData),
      expiresAt,
      certificate: answered ? null : await this.issued(certificate),
    };
  }

  private async issued(certificate: Certificate | undefined): Promise<IssuedCertificateNode | null> {
    if (!certificate?.der) return null;
    return issuedCertificateNode(
      certificate,
      certificate.der,
      await this.platform.chainOf(certificate.issuerId),
    );
  }
}
