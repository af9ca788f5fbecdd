import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { SecondPersonActionName, SecondPersonRow } from '@mandataire/application/second-person';
import { permit, type Standing } from '@mandataire/domain/permission';
import { maySecond, type SecondPersonRequest } from '@mandataire/domain/second-person';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { AskSecondPersonInput, DecideSecondPersonInput, SecondPersonNode } from './second-person.graphql.js';

/** Acts that need two persons (D28): asked for, confirmed, declined, withdrawn. */
@Resolver()
export class SecondPersonResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [SecondPersonNode], {
    description:
      'Of the company, open ones first, at most a hundred; for the office the open ones of every company.',
  })
  @Permission('second-person.read')
  async secondPersonRequests(@Api() api: RequestContext): Promise<SecondPersonNode[]> {
    const [scope, standing, { accountId }] = await Promise.all([
      api.scope('second-person.read'),
      api.standing(),
      api.requester(),
    ]);
    const rows = await this.platform.secondPersons.list(scope);
    return rows.map((row) => ({ ...row, allowedActions: actions(row, standing, accountId, api.now) }));
  }

  @Mutation(() => ID, {
    description:
      'Asks for a second person; the answer is the request. Others are told by mail. RULE_REFUSED D28 NO_SECOND_PERSON_NEEDED, SECOND_PERSON_ALREADY_ASKED.',
  })
  @Permission('second-person.read')
  async askSecondPerson(
    @Args('input') input: AskSecondPersonInput,
    @Api() api: RequestContext,
  ): Promise<string> {
    return (await this.platform.useCases.askSecondPerson.execute(await api.requester(), input)).id;
  }

  @Mutation(() => Boolean, {
    description:
      'The second person agrees: the act is carried out at once, with both names, or not at all. RULE_REFUSED D28 SAME_PERSON, NOT_THE_SECOND_PERSON, SECOND_PERSON_TOO_LATE; CONFLICT when the object has changed since.',
  })
  @Permission('second-person.decide')
  async confirmSecondPerson(
    @Args('input') input: DecideSecondPersonInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    return this.decided(
      await this.platform.useCases.decideSecondPerson.decide(await api.requester(), 'confirm', given(input)),
    );
  }

  @Mutation(() => Boolean, { description: 'The second person does not agree; a reason is needed.' })
  @Permission('second-person.decide')
  async declineSecondPerson(
    @Args('input') input: DecideSecondPersonInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    return this.decided(
      await this.platform.useCases.decideSecondPerson.decide(await api.requester(), 'decline', given(input)),
    );
  }

  @Mutation(() => Boolean, {
    description: 'Whoever asked takes it back. NOT_FOUND for another one’s request.',
  })
  @Permission('second-person.read')
  async withdrawSecondPerson(
    @Args('input') input: DecideSecondPersonInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    return this.decided(
      await this.platform.useCases.decideSecondPerson.withdraw(await api.requester(), given(input)),
    );
  }

  private decided({ state }: SecondPersonRequest): boolean {
    return state !== 'REQUESTED';
  }
}

const given = (input: DecideSecondPersonInput) => ({ ...input, reason: input.reason ?? null });

function actions(
  row: SecondPersonRow,
  standing: Standing,
  accountId: string,
  now: Date,
): SecondPersonActionName[] {
  if (row.state !== 'REQUESTED') return [];
  if (row.requestedBy === accountId) return ['WITHDRAW'];
  const role = permit('second-person.decide', standing)?.role;
  return role && maySecond(row, { accountId, roles: [role] }, now).ok ? ['CONFIRM', 'DECLINE'] : [];
}
