import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { RevocationRow } from '@mandataire/application/fleet';
import {
  CRL_REASON,
  revocationMachine,
  type RevocationReason,
  type RevocationState,
} from '@mandataire/domain/revocation';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const RevocationStateName = enumOf('RevocationState', revocationMachine.states);
export const RevocationReasonName = enumOf(
  'RevocationReason',
  Object.keys(CRL_REASON) as RevocationReason[],
  'Confidential: never published, never mailed (F31, I-19).',
);

@ObjectType('RevocationRequest')
export class RevocationNode {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  certificateId!: string;

  @Field(() => RevocationStateName)
  state!: RevocationState;

  @Field(() => RevocationReasonName)
  reason!: RevocationReason;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => String, { nullable: true, description: 'Null: the system.' })
  requestedByName!: string | null;

  @Field(() => String)
  requesterRole!: string;

  @Field(() => DateTime, { description: 'Never moves (I-17).' })
  receivedAt!: Date;

  @Field(() => DateTime, { description: 'Published by then at the latest: receivedAt + 24 h (F50).' })
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true })
  sentToCaAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  confirmedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When OCSP was first seen to answer revoked.' })
  ocspSeenAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the published CRL was first seen to list it.' })
  crlSeenAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  closedAt!: Date | null;
}

export const revocationNode = (row: RevocationRow): RevocationNode => row;

@InputType()
export class RequestRevocationInput {
  @Field(() => String, {
    description:
      'One click, one request: the same key again gives the same request, with another input CONFLICT.',
  })
  idempotencyKey!: string;

  @Field(() => ID)
  certificateId!: string;

  @Field(() => RevocationReasonName)
  reason!: RevocationReason;

  @Field(() => String, { nullable: true, description: 'At most 500 characters; confidential.' })
  comment?: string | null;
}
