import { Field, ID, InputType, Int } from '@nestjs/graphql';

const ONCE = 'One click, one effect: the same key again gives the same answer, with another input CONFLICT.';
export const CONFIRMED =
  'Names, as they are sent, with characters that look like others and that you have compared with the document letter by letter. CONFUSABLE is refused without.';
const SIRET = 'SIRET: fourteen digits, the first nine the company’s SIREN';

@InputType()
export class AddHolderInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => String)
  surname!: string;

  @Field(() => [String], { description: 'In the order of the identity document.' })
  givenNames!: string[];

  @Field(() => String)
  email!: string;

  @Field(() => String)
  jobTitle!: string;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: `${SIRET}; which MCs reach him depends on it (D12).` })
  establishment?: string | null;

  @Field(() => [String], { nullable: true, description: CONFIRMED })
  confirmedNames?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'You have seen who else bears this name: this is somebody else (I-22). HOMONYM is refused without.',
  })
  anotherPerson?: boolean | null;
}

@InputType()
export class HolderActInput {
  @Field(() => ID)
  holderId!: string;

  @Field(() => Int, { description: 'The version that was shown: CONFLICT when the holder changed since.' })
  version!: number;
}

@InputType()
export class ChangeHolderContactInput extends HolderActInput {
  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: `${SIRET}; left out: unchanged, null: none.` })
  establishment?: string | null;
}
