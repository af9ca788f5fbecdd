import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { AccessObject } from '@mandataire/domain/access';
import type { AccessGrantRow } from '@mandataire/application/access';
import { PlatformRoleName } from '../account/account.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

export const AccessObjectName = enumOf<AccessObject>(
  'AccessObject',
  ['ORDER', 'MANDATE', 'COMPANY'],
  'ORDER and MANDATE: a file of the registration office. COMPANY: for an audit.',
);

@InputType()
export class OpenAccessInput {
  @Field(() => AccessObjectName)
  objectType!: AccessObject;

  @Field(() => ID)
  objectId!: string;

  @Field(() => String, { description: '10 to 300 characters; the company reads it.' })
  reason!: string;
}

@InputType()
export class EndAccessInput {
  @Field(() => ID, { description: 'The object that was opened.' })
  objectId!: string;
}

@ObjectType('AccessGrant', {
  description: 'Platform staff in a company: who, in which role, to what, why, and until when.',
})
export class AccessGrantNode {
  @Field(() => ID)
  id!: string;

  @Field(() => AccessObjectName)
  objectType!: AccessObject;

  @Field(() => ID)
  objectId!: string;

  @Field(() => PlatformRoleName)
  role!: string;

  @Field(() => String)
  accountName!: string;

  @Field(() => String)
  companyName!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => DateTime)
  openedAt!: Date;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType('AccessGrantConnection')
export class AccessGrantConnection extends connectionOf('AccessGrant', () => AccessGrantNode) {}

@ObjectType({ description: 'What was opened, and until when it stays open.' })
export class OpenedAccess {
  @Field(() => AccessObjectName)
  objectType!: AccessObject;

  @Field(() => ID)
  objectId!: string;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;
}

export const accessGrantNode = (row: AccessGrantRow): AccessGrantNode => row;
