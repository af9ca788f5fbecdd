import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { PAPER_KINDS, PAPER_TYPES, type PaperKind, type PaperType } from '@mandataire/domain/onboarding';
import { enumOf } from '../graphql/enum-of.js';

const PaperKindName = enumOf('CompanyPaperKind', PAPER_KINDS);
const PaperTypeName = enumOf('CompanyPaperType', [...new Set(Object.values(PAPER_TYPES).flat())]);

@InputType()
export class RegistrationProofInput {
  @Field(() => PaperTypeName, {
    description: 'KBIS, RNE or SIRENE; of an administration DELEGATION, APPOINTMENT or ELECTION.',
  })
  type!: PaperType;

  @Field(() => String)
  reference!: string;

  @Field(() => String, { description: 'Calendar date.' })
  issuedOn!: string;
}

@InputType()
export class RecordRegistrationInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the registration that you have seen; null: there was none.',
  })
  version!: number | null;

  @Field(() => String, { description: 'Four digits (catégorie juridique, INSEE).' })
  legalForm!: string;

  @Field(() => String)
  address!: string;

  @Field(() => String, { description: 'Five digits.' })
  postalCode!: string;

  @Field(() => String)
  city!: string;

  @Field(() => String, { nullable: true, description: 'Null: the one that the SIREN derives (V2).' })
  vatNumber!: string | null;

  @Field(() => RegistrationProofInput, { description: 'What you have read it on (V3).' })
  proof!: RegistrationProofInput;
}

@InputType()
export class RecordEstablishmentInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the establishment that you have seen; null: a new one.',
  })
  version!: number | null;

  @Field(() => String, { description: 'Fourteen digits, the first nine the company’s SIREN (V1).' })
  siret!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  address!: string;

  @Field(() => String, { description: 'Five digits.' })
  postalCode!: string;

  @Field(() => String)
  city!: string;

  @Field(() => Boolean)
  headOffice!: boolean;

  @Field(() => Boolean)
  closed!: boolean;
}

@InputType()
export class RecordCompanyPaperInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => PaperKindName)
  kind!: PaperKind;

  @Field(() => PaperTypeName)
  type!: PaperType;

  @Field(() => String, {
    nullable: true,
    description: 'Of a company’s proof or act; never of an identity document.',
  })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: 'Calendar date, of a company’s proof or act.' })
  issuedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Calendar date, of an identity document.' })
  expiresOn!: string | null;
}

@InputType()
export class RefreshCompanyInput {
  @Field(() => ID)
  companyId!: string;
}
