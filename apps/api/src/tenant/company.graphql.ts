import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { CompanyRow } from '@mandataire/application/fleet';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

const WARNINGS = ['SAME_NAME'] as const;

export const CompanyActionName = enumOf('CompanyAction', ['INVITE_REPRESENTATIVE', 'CANCEL_MANDATE']);
export const CompanyWarningName = enumOf('CompanyWarning', WARNINGS);

@ObjectType('Company')
export class CompanyNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  siren!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  city!: string;

  @Field(() => String, { nullable: true, description: 'State of its newest mandate.' })
  mandateState!: string | null;

  @Field(() => ID, { nullable: true })
  mandateId!: string | null;

  @Field(() => String, { nullable: true })
  representativeEmail!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Of the mandate’s last step.' })
  since!: Date | null;

  /** The row behind it, for the fields that need more. */
  row!: CompanyRow;
}

export const companyNode = (row: CompanyRow): CompanyNode => ({ ...row, row });

@ObjectType('OpenCompanyPayload')
export class OpenCompanyPayload {
  @Field(() => CompanyNode)
  company!: CompanyNode;

  @Field(() => [CompanyWarningName], { description: 'Nothing was refused for it: look again.' })
  warnings!: readonly (typeof WARNINGS)[number][];
}

@ObjectType('CompanyConnection')
export class CompanyConnection extends connectionOf('Company', () => CompanyNode) {}

@InputType()
export class OpenCompanyInput {
  @Field(() => String, { description: 'Nine digits with a right key (V1).' })
  siren!: string;

  @Field(() => String, { description: 'Official full name, at most 64 characters (F37).' })
  name!: string;

  @Field(() => String)
  city!: string;
}
