import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { HOLDER_ACTIONS, type HolderRow } from '@mandataire/application/fleet';
import { commonName } from '@mandataire/domain/holder';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

const STATES = ['ACTIVE', 'DEPARTED'] as const;

export const HolderStateName = enumOf('HolderState', STATES);
export const HolderActionName = enumOf('HolderAction', HOLDER_ACTIONS);

@ObjectType('Holder')
export class HolderNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => HolderStateName)
  state!: (typeof STATES)[number];

  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  surname!: string;

  @Field(() => [String])
  givenNames!: readonly string[];

  @Field(() => String)
  email!: string;

  @Field(() => String)
  jobTitle!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'SIRET of the establishment where he works.' })
  establishment!: string | null;

  @Field(() => Int)
  activeCertificates!: number;

  @Field(() => DateTime, { nullable: true })
  nextExpiry!: Date | null;

  @Field(() => Boolean, { description: 'He has activated his own space.' })
  hasAccount!: boolean;

  /** The row behind it, for the fields that need more. */
  row!: HolderRow;
}

export const holderNode = (row: HolderRow): HolderNode => ({
  id: row.id,
  version: row.version,
  state: row.state,
  displayName: commonName(row.identity),
  surname: row.identity.surname,
  givenNames: row.identity.givenNames,
  email: row.identity.email,
  jobTitle: row.identity.jobTitle,
  phone: row.phone,
  establishment: row.establishment,
  activeCertificates: row.activeCertificates,
  nextExpiry: row.nextExpiry,
  hasAccount: row.hasAccount,
  row,
});

@ObjectType('HolderConnection')
export class HolderConnection extends connectionOf('Holder', () => HolderNode) {}

@InputType()
export class HolderFilter {
  @Field(() => String, { nullable: true, description: 'Beginning of a name.' })
  search?: string | null;
}
