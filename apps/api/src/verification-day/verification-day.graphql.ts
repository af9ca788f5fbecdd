import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { FAILURE_REASONS, type DayOutcome, type FailureReason } from '@mandataire/domain/verification-day';
import type { DayPersonState, ShownLink } from '@mandataire/application/verification-day';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

const STATES: readonly DayPersonState[] = ['WAITING', 'VERIFIED', 'ABSENT', 'FAILED'];
export const DayPersonStateName = enumOf('DayPersonState', STATES);
const OUTCOMES: readonly DayOutcome[] = ['ABSENT', 'FAILED'];
export const DayOutcomeName = enumOf('DayOutcome', OUTCOMES);
export const FailureReasonName = enumOf('VerificationFailureReason', FAILURE_REASONS);
const OPENS: readonly ShownLink['opens'][] = ['CONSENT', 'AGREEMENT'];
export const ShownLinkOpensName = enumOf(
  'ShownLinkOpens',
  OPENS,
  'CONSENT: to the order that waits for it. AGREEMENT: to the verification and the data.',
);

@ObjectType('DayPerson', { description: 'One person of a day of meetings, in the order of the list.' })
export class DayPersonNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID)
  holderId!: string;

  @Field(() => String)
  surname!: string;

  @Field(() => [String])
  givenNames!: readonly string[];

  @Field(() => String)
  jobTitle!: string;

  @Field(() => DayPersonStateName, { description: 'VERIFIED by recordVerification, the day being its day.' })
  state!: DayPersonState;

  @Field(() => FailureReasonName, { nullable: true })
  reason!: FailureReason | null;

  @Field(() => Boolean, { description: 'An order waits for his consent: the link shown to him opens that.' })
  consentAwaited!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When he agreed or consented, since the day was made.',
  })
  agreedAt!: Date | null;
}

@ObjectType('VerificationDay', { description: 'A day of face-to-face meetings (F13, F65).' })
export class VerificationDayNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  heldOn!: string;

  @Field(() => String)
  place!: string;

  @Field(() => Int, { description: 'Whom the reader’s mandate reaches (D12), like the other figures.' })
  people!: number;

  @Field(() => Int)
  verified!: number;

  @Field(() => Int)
  absent!: number;

  @Field(() => Int)
  failed!: number;

  @Field(() => [DayPersonNode], { nullable: true, description: 'Of one day only; null in the list of days.' })
  persons!: readonly DayPersonNode[] | null;
}

@ObjectType('VerificationCandidate', { description: 'Who has no verification that serves today (D5).' })
export class VerificationCandidateNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  surname!: string;

  @Field(() => [String])
  givenNames!: readonly string[];

  @Field(() => String)
  jobTitle!: string;
}

@ObjectType('ShownLink', { description: 'A one-time link for the holder’s own phone.' })
export class ShownLinkNode {
  @Field(() => ShownLinkOpensName)
  opens!: ShownLink['opens'];

  @Field(() => String)
  url!: string;

  @Field(() => String, { description: 'The address as a QR code, SVG.' })
  qrCodeSvg!: string;

  @Field(() => DateTime)
  expiresAt!: Date;
}

@InputType()
export class OpenVerificationDayInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, today or within a year.' })
  heldOn!: string;

  @Field(() => String)
  place!: string;

  @Field(() => [ID], { description: 'In the order in which they are seen; at most 200.' })
  holderIds!: string[];
}

@InputType()
export class MarkDayPersonInput {
  @Field(() => ID)
  personId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => DayOutcomeName, { nullable: true, description: 'Null: he is waited for again.' })
  outcome?: DayOutcome | null;

  @Field(() => FailureReasonName, { nullable: true, description: 'Needed when it failed.' })
  reason?: FailureReason | null;
}

@InputType()
export class ShowConsentLinkInput {
  @Field(() => ID)
  personId!: string;
}

@ObjectType('IdentityAgreementRequest', {
  description: 'What the holder is asked by the link that was shown to him.',
})
export class AgreementRequestNode {
  @Field(() => String)
  surname!: string;

  @Field(() => [String])
  givenNames!: readonly string[];

  @Field(() => String)
  email!: string;

  @Field(() => String)
  jobTitle!: string;

  @Field(() => String)
  companyName!: string;

  @Field(() => String)
  heldOn!: string;

  @Field(() => String)
  place!: string;

  @Field(() => String)
  textVersion!: string;

  @Field(() => [String])
  text!: readonly string[];

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true })
  agreedAt!: Date | null;
}

@InputType()
export class GiveIdentityAgreementInput {
  @Field(() => String)
  token!: string;

  @Field(() => Boolean)
  agrees!: boolean;

  @Field(() => String, { description: 'The version that was read; refused when a newer one came out.' })
  textVersion!: string;
}
