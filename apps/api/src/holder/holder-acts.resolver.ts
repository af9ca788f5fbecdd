import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { AddHolderInput, ChangeHolderContactInput, HolderActInput } from './holder-acts.graphql.js';
import { HolderNode, holderNode } from './holder.graphql.js';

/** What the MC does for a holder of his company. Each answers with the holder as he is now. */
@Resolver()
export class HolderActsResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => HolderNode, { description: 'Adds a person with the data to certify (R21, R28, V10).' })
  @Permission('holder.manage')
  async addHolder(@Args('input') input: AddHolderInput, @Api() api: RequestContext): Promise<HolderNode> {
    const { holderId } = await this.platform.useCases.addHolder.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
      phone: input.phone ?? null,
      establishment: input.establishment ?? null,
      confirmedNames: input.confirmedNames ?? [],
      anotherPerson: input.anotherPerson ?? false,
    });
    return this.show(holderId, api);
  }

  @Mutation(() => HolderNode, {
    description: 'Telephone and establishment: certified by nothing, so it revokes nothing (D15).',
  })
  @Permission('holder.manage')
  async changeHolderContact(
    @Args('input') input: ChangeHolderContactInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    const act = { ...input, phone: input.phone ?? null };
    await this.platform.useCases.changeHolderContact.execute(await api.requester(), act);
    return this.show(input.holderId, api);
  }

  @Mutation(() => HolderNode, { description: 'Mails the holder a link to activate his own space.' })
  @Permission('holder.manage')
  async inviteHolder(@Args('input') input: HolderActInput, @Api() api: RequestContext): Promise<HolderNode> {
    await this.platform.useCases.inviteHolder.execute(await api.requester(), input);
    return this.show(input.holderId, api);
  }

  @Mutation(() => HolderNode, {
    description:
      'Takes back a change that is planned for a later day, with the replacements prepared for it (D17).',
  })
  @Permission('identity.change')
  async cancelIdentityChange(
    @Args('input') input: HolderActInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    await this.platform.useCases.cancelIdentityChange.execute(await api.requester(), input);
    return this.show(input.holderId, api);
  }

  private async show(holderId: string, api: RequestContext): Promise<HolderNode> {
    const row = await api.reading(await api.scope('holder.read')).holders.load(holderId);
    if (!row) throw notFound();
    return holderNode(row);
  }
}
