import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';
import type { JournalTopic } from '@mandataire/application/fleet';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

@ObjectType('JournalEntry', {
  description: 'One change of one object: who, when, from which state to which (I-27).',
})
export class JournalEntryNode {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => String, { description: '`feature.past-tense`.' })
  name!: string;

  @Field(() => String)
  actorKind!: string;

  @Field(() => String, { nullable: true })
  actorName!: string | null;

  @Field(() => String)
  objectType!: string;

  @Field(() => ID)
  objectId!: string;

  @Field(() => String, { nullable: true })
  previousState!: string | null;

  @Field(() => String, { nullable: true })
  nextState!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true })
  companyName!: string | null;
}

@ObjectType('JournalConnection')
export class JournalConnection extends connectionOf('Journal', () => JournalEntryNode) {}

export const JournalTopicName = enumOf<JournalTopic>('JournalTopic', ['ACCESS']);

@InputType()
export class JournalFilter {
  @Field(() => ID, { nullable: true })
  objectId?: string | null;

  @Field(() => JournalTopicName, {
    nullable: true,
    description: 'ACCESS: who came in, in which role, to what.',
  })
  topic?: JournalTopic | null;
}
