import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ConsentRequest } from '@mandataire/application/order';
import type { ApiPlatform } from '@mandataire/platform/api';
import { certifiedDataNode } from '../certificate/certified-data.graphql.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { ConsentRequestNode, DeclineConsentInput, GiveConsentInput } from './consent.graphql.js';

/** The holder's side of an order, by the link that was mailed to him. RULE_REFUSED I-9 for a link that is not usable. */
@Resolver()
export class ConsentResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => ConsentRequestNode, {
    description: 'Reading consumes nothing. RULE_REFUSED CONSENT_LINK_USED once it was answered.',
  })
  @Permission('LINK')
  async consentRequest(
    @Args('token', { type: () => String }) token: string,
    @Api() api: RequestContext,
  ): Promise<ConsentRequestNode> {
    const { readConsentRequest } = this.platform.useCases;
    return this.show(await readConsentRequest.execute(token, api.correlationId));
  }

  @Mutation(() => ConsentRequestNode, {
    description: 'The holder consents and accepts the terms, once (R12, F15).',
  })
  @Permission('LINK')
  async giveConsent(
    @Args('input') input: GiveConsentInput,
    @Api() api: RequestContext,
  ): Promise<ConsentRequestNode> {
    return this.show(await this.platform.useCases.giveConsent.execute(input, api.correlationId));
  }

  @Mutation(() => ConsentRequestNode, { description: 'The holder says no: the order is cancelled.' })
  @Permission('LINK')
  async declineConsent(
    @Args('input') { token }: DeclineConsentInput,
    @Api() api: RequestContext,
  ): Promise<ConsentRequestNode> {
    return this.show(await this.platform.useCases.declineConsent.execute(token, api.correlationId));
  }

  private async show(request: ConsentRequest): Promise<ConsentRequestNode> {
    const { order, terms, bindingStatement, expiresAt } = request;
    const product = await this.platform.catalogue.version(order.productCode, order.productVersion);
    return {
      orderState: order.state,
      productName: product?.name ?? order.productCode,
      usages: order.profile.usages,
      validityMonths: order.profile.validityMonths,
      certifiedData: certifiedDataNode(order.certifiedData),
      bindingStatement,
      termsVersion: terms.version,
      terms: terms.text,
      consentedAt: order.consentedAt,
      expiresAt,
    };
  }
}
