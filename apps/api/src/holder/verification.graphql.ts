import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  MEETING_ACTIONS,
  type MeetingActionName,
  type MeetingRow,
  type VerificationRow,
} from '@mandataire/application/fleet';
import {
  VERIFICATION_METHODS,
  verificationMachine,
  type IdentityVerification,
  type VerificationMethod,
  type VerificationState,
} from '@mandataire/domain/identity-verification';
import { addDuration, type Duration } from '@mandataire/domain/time';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { IdentityDocumentTypeName, type IDENTITY_DOCUMENTS } from '../mandate/mandate.enums.js';

export const VerificationStateName = enumOf('VerificationState', verificationMachine.states);
export const VerificationMethodName = enumOf(
  'VerificationMethod',
  VERIFICATION_METHODS,
  'Which levels each reaches: F13. Three stars need each other’s presence (I-8).',
);
export const MeetingActionEnum = enumOf('VerificationAction', MEETING_ACTIONS);
const LEVELS = ['NONE', 'ONE_STAR', 'TWO_STARS', 'THREE_STARS'] as const;
export const VerificationLevelName = enumOf('VerificationLevel', LEVELS);

const ONCE = 'One click, one effect: the same key again gives the same answer, with another input CONFLICT.';
const SEEN = 'The version that was shown: CONFLICT when it changed since.';

@ObjectType('Verification', {
  description: 'The record of a verified identity (F65, I-7); its document number stays inside.',
})
export class VerificationNode {
  @Field(() => ID)
  id!: string;

  @Field(() => VerificationStateName)
  state!: VerificationState;

  @Field(() => VerificationMethodName)
  method!: VerificationMethod;

  @Field(() => VerificationLevelName, { description: 'Certificates of this level at most rest on it (F13).' })
  level!: IdentityVerification['level'];

  @Field(() => DateTime, { nullable: true })
  verifiedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'A first issuance may rest on it until then (D5).' })
  validUntil!: Date | null;

  @Field(() => String)
  documentType!: string;

  @Field(() => String, { description: 'Last day of the document’s validity, YYYY-MM-DD.' })
  documentExpiresOn!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The end printed on a CNI that is valid five years longer: issued to an adult from 2004 to 2013 (D10).',
  })
  documentPrintedUntil!: string | null;

  @Field(() => String)
  place!: string;

  @Field(() => String)
  verifierName!: string;

  @Field(() => Boolean, {
    description: 'The two people of this verification have verified each other (D25).',
  })
  mutual!: boolean;
}

export const verificationNode = (row: VerificationRow, maxAge: Duration | undefined): VerificationNode => {
  const { id, state, method, level, verifiedAt, documentType, documentExpiresOn } = row;
  const { documentPrintedUntil, place, verifierName, mutual } = row;
  return {
    ...{ id, state, method, level, verifiedAt, documentType, documentExpiresOn },
    ...{ documentPrintedUntil, place, verifierName, mutual },
    validUntil: verifiedAt && maxAge ? addDuration(verifiedAt, maxAge) : null,
  };
};

@ObjectType('VerificationMeeting', {
  description: 'A verification on its way: asked for, planned, begun. Its record has the same id.',
})
export class MeetingNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => VerificationStateName)
  state!: VerificationState;

  @Field(() => DateTime)
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  scheduledAt!: Date | null;

  @Field(() => String, { nullable: true })
  place!: string | null;

  @Field(() => String, { nullable: true })
  verifierName!: string | null;

  @Field(() => DateTime, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed or was taken back.' })
  reason!: string | null;

  @Field(() => [MeetingActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: readonly MeetingActionName[];
}

export const meetingNode = (row: MeetingRow, allowedActions: readonly MeetingActionName[]): MeetingNode => {
  const { id, version, state, requestedAt, scheduledAt, place, verifierName, startedAt, endedAt, reason } =
    row;
  return {
    ...{ id, version, state, requestedAt, scheduledAt, place, verifierName, startedAt, endedAt, reason },
    allowedActions,
  };
};

@InputType()
export class RequestVerificationInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID)
  holderId!: string;
}

@InputType()
export class MeetingActInput {
  @Field(() => ID)
  verificationId!: string;

  @Field(() => Int, { description: SEEN })
  version!: number;
}

@InputType()
export class ScheduleVerificationInput extends MeetingActInput {
  @Field(() => DateTime, { description: 'In the future, a year ahead at most.' })
  scheduledAt!: Date;

  @Field(() => String)
  place!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Account of another MC of the company; left out: yourself.',
  })
  verifierAccountId?: string | null;
}

@InputType()
export class EndMeetingInput extends MeetingActInput {
  @Field(() => String, { nullable: true, description: 'Asked for a failure; at most 300 characters.' })
  reason?: string | null;
}

@InputType({ isAbstract: true })
class VerificationActFields {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => VerificationMethodName, { nullable: true, description: 'Left out: FACE_TO_FACE.' })
  method?: VerificationMethod | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the method rests on beside the document: serial of the signing certificate, reference of the paper file or register. Asked but face to face.',
  })
  evidence?: string | null;

  @Field(() => IdentityDocumentTypeName)
  documentType!: (typeof IDENTITY_DOCUMENTS)[number];

  @Field(() => String)
  documentNumber!: string;

  @Field(() => String, { nullable: true, description: 'Three letters (ISO 3166); left out: FRA.' })
  documentCountry?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; asked for a CNI of twelve digits.' })
  documentIssuedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of the holder, YYYY-MM-DD; asked for a CNI of twelve digits (D10), and not kept.',
  })
  birthDate?: string | null;

  @Field(() => String, { description: 'As printed, YYYY-MM-DD.' })
  documentExpiresOn!: string;

  @Field(() => String)
  place!: string;

  @Field(() => String, { description: 'Day of the meeting, YYYY-MM-DD, never in the future.' })
  verifiedOn!: string;
}

@InputType()
export class RecordVerificationInput extends VerificationActFields {
  @Field(() => ID)
  holderId!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Copies of the document (F14), sent before by POST /files with purpose IDENTITY_DOCUMENT; two at most.',
  })
  fileIds?: string[] | null;
}

@InputType()
export class RecordOrderVerificationInput extends VerificationActFields {
  @Field(() => ID)
  orderId!: string;
}

@InputType()
export class InvalidateVerificationInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => String, { description: 'The company reads it; at most 300 characters.' })
  reason!: string;
}

/** What was done, as the use cases take it. */
export function verificationAct<T extends VerificationActFields>({ method, ...input }: T) {
  return method ? { ...input, method } : input;
}
