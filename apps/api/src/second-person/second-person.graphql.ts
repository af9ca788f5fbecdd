import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { SECOND_PERSON, secondPersonMachine, type SecondPersonAct } from '@mandataire/domain/second-person';
import type { SecondPersonActionName, SecondPersonRow } from '@mandataire/application/second-person';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const SecondPersonActName = enumOf(
  'SecondPersonAct',
  Object.keys(SECOND_PERSON) as SecondPersonAct[],
  'Acts that one person may not do alone (D28). END_LAST_MANDATE and, for a staff list, REVOKE_IN_MASS can be asked for.',
);
export const SecondPersonStateName = enumOf('SecondPersonState', secondPersonMachine.states);
const ACTIONS: readonly SecondPersonActionName[] = ['CONFIRM', 'DECLINE', 'WITHDRAW'];
export const SecondPersonActionEnum = enumOf('SecondPersonAction', ACTIONS);

@ObjectType('SecondPersonRequest', {
  description: 'An act that somebody asks for and somebody else decides (D28).',
})
export class SecondPersonNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SecondPersonActName)
  act!: SecondPersonAct;

  @Field(() => String, { description: 'Mandate or StaffList.' })
  objectType!: string;

  @Field(() => ID)
  objectId!: string;

  @Field(() => String, { description: 'Given by whoever asked.' })
  reason!: string;

  @Field(() => SecondPersonStateName)
  state!: SecondPersonRow['state'];

  @Field(() => String)
  companyName!: string;

  @Field(() => String)
  requestedByName!: string;

  @Field(() => DateTime)
  requestedAt!: Date;

  @Field(() => DateTime, { description: 'Nobody can confirm from then on.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the registration officers were told.' })
  escalatedAt!: Date | null;

  @Field(() => String, { nullable: true })
  decidedByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  decisionReason!: string | null;

  @Field(() => [SecondPersonActionEnum])
  allowedActions!: readonly SecondPersonActionName[];
}

@InputType()
export class AskSecondPersonInput {
  @Field(() => SecondPersonActName)
  act!: SecondPersonAct;

  @Field(() => ID)
  objectId!: string;

  @Field(() => Int, { description: 'Of the object as it was seen; the second person confirms exactly that.' })
  version!: number;

  @Field(() => String, { description: 'Shown to the second person; at most 500 characters.' })
  reason!: string;
}

@InputType()
export class DecideSecondPersonInput {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Int, { description: 'Of the request as it was seen.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Needed to decline; at most 500 characters.' })
  reason?: string | null;
}
