import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { RequestRevocationInput, RevocationNode, revocationNode } from './revocation.graphql.js';

@Resolver()
export class RevocationResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => RevocationNode, {
    description:
      'Asks for a revocation; answers once it is recorded, the rest follows by itself within seconds. ' +
      'RULE_REFUSED I-17 while one is open, I-18 on a certificate that is past revocation.',
  })
  @Permission('revocation.request')
  async requestRevocation(
    @Args('input') input: RequestRevocationInput,
    @Api() api: RequestContext,
  ): Promise<RevocationNode> {
    await this.platform.useCases.requestRevocation.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
      comment: input.comment ?? null,
    });
    const scope = await api.scope('revocation.read');
    const row = await api.reading(scope).revocationOfCertificate.load(input.certificateId);
    if (!row) throw notFound();
    return revocationNode(row);
  }
}
