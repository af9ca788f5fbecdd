import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/page.js';

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
