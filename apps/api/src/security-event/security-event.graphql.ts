import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';
import { connectionOf } from '../graphql/page.js';

@ObjectType('SecurityEvent', { description: 'One refusal at the edge of the API, or several of one sender.' })
export class SecurityEventNode {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => Int, { description: 'HTTP status of the answer.' })
  status!: number;

  @Field(() => String, { description: 'Code of docs/errors.md.' })
  code!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Operation; null when it never came to one.' })
  act!: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose session it was, if any.' })
  accountId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Keyed hash of the address: equal for one sender; null where many are counted together.',
  })
  sender!: string | null;

  @Field(() => ID, { nullable: true })
  correlationId!: string | null;

  @Field(() => Int, { description: 'Further ones of the same minute that have no entry of their own.' })
  repeated!: number;
}

@ObjectType('SecurityEventConnection')
export class SecurityEventConnection extends connectionOf('SecurityEvent', () => SecurityEventNode) {}
