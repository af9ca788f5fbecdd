import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Reminder } from '@mandataire/domain/reminder';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

const STATES = ['PLANNED', 'SENT', 'SUPPRESSED'] as const;
export const ReminderStateName = enumOf('ReminderState', STATES);

@ObjectType('Reminder', { description: 'One line of the ledger: each reminder exists once (P14).' })
export class ReminderNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Days before the end; negative: after it.' })
  rung!: number;

  @Field(() => String)
  recipient!: string;

  @Field(() => String)
  email!: string;

  @Field(() => ReminderStateName)
  state!: (typeof STATES)[number];

  @Field(() => String, { nullable: true })
  suppressedBecause!: string | null;

  @Field(() => DateTime)
  plannedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  sentAt!: Date | null;
}

export const reminderNode = (reminder: Reminder): ReminderNode => ({ ...reminder });
