import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { idempotencyKey } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { HolderActInput } from '../holder/holder-acts.graphql.js';
import { HolderNode, holderNode } from '../holder/holder.graphql.js';
import { PLATFORM } from '../platform.token.js';
import {
  DepartureActInput,
  ReportDepartureInput,
  RevocationTaskNode,
  revocationTaskNode,
} from './departure.graphql.js';

/** People who leave, and what is to be revoked. Each act answers with the holder as he is now. */
@Resolver()
export class DepartureResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [RevocationTaskNode], {
    description: 'Certificates that have to be revoked and are live, those due first before; 200 at most.',
  })
  @Permission('task.read')
  async revocationTasks(@Api() api: RequestContext): Promise<RevocationTaskNode[]> {
    const rows = await this.platform.fleet.revocationTasks(await api.scope('task.read'), api.now);
    return rows.map((row) => revocationTaskNode(row, api.now));
  }

  @Mutation(() => HolderNode, {
    description:
      'A holder leaves (I-30): a task per live certificate, revoked on the day that is said (D17).',
  })
  @Permission('holder.depart')
  async reportDeparture(
    @Args('input') input: ReportDepartureInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    await this.platform.useCases.reportDeparture.execute(await api.requester(), {
      ...input,
      idempotencyKey: idempotencyKey(input.idempotencyKey),
    });
    return this.show(input.holderId, api);
  }

  @Mutation(() => HolderNode, { description: 'Takes back a departure that is planned.' })
  @Permission('holder.depart')
  async cancelDeparture(
    @Args('input') input: DepartureActInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    await this.platform.useCases.cancelDeparture.execute(await api.requester(), input);
    return this.show(input.holderId, api);
  }

  @Mutation(() => HolderNode, {
    description: 'Closes the case; RULE_REFUSED I-30 while a certificate of the person is live.',
  })
  @Permission('holder.depart')
  async closeDeparture(
    @Args('input') input: DepartureActInput,
    @Api() api: RequestContext,
  ): Promise<HolderNode> {
    await this.platform.useCases.closeDeparture.execute(await api.requester(), input);
    return this.show(input.holderId, api);
  }

  @Mutation(() => HolderNode, {
    description: 'Who had left works for the company again: no earlier verification serves (F64).',
  })
  @Permission('holder.manage')
  async returnHolder(@Args('input') input: HolderActInput, @Api() api: RequestContext): Promise<HolderNode> {
    await this.platform.useCases.returnHolder.execute(await api.requester(), input);
    return this.show(input.holderId, api);
  }

  private async show(holderId: string, api: RequestContext): Promise<HolderNode> {
    const row = await api.reading(await api.scope('holder.read')).holders.load(holderId);
    if (!row) throw notFound();
    return holderNode(row);
  }
}
