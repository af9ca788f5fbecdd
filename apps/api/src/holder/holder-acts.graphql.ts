import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IdentityDocumentTypeName, type IDENTITY_DOCUMENTS } from '../mandate/mandate.enums.js';

const ONCE = 'One click, one effect: the same key again gives the same answer, with another input CONFLICT.';
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

@InputType()
export class RecordVerificationInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => IdentityDocumentTypeName)
  documentType!: (typeof IDENTITY_DOCUMENTS)[number];

  @Field(() => String)
  documentNumber!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  documentExpiresOn!: string;

  @Field(() => String)
  place!: string;

  @Field(() => String, { description: 'Day of the meeting, YYYY-MM-DD, never in the future.' })
  verifiedOn!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Copies of the document (F14), sent before by POST /files with purpose IDENTITY_DOCUMENT; two at most.',
  })
  fileIds?: string[] | null;
}
