import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  CompanyProofTypeName,
  IdentityDocumentTypeName,
  MandateDecisionName,
  type COMPANY_PROOFS,
  type IDENTITY_DOCUMENTS,
  type MANDATE_DECISIONS,
} from './mandate.enums.js';

@InputType()
export class InviteRepresentativeInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => String, { description: 'As he will type it to sign.' })
  name!: string;

  @Field(() => String)
  email!: string;
}

@InputType()
export class DocumentReferenceInput {
  @Field(() => IdentityDocumentTypeName)
  type!: (typeof IDENTITY_DOCUMENTS)[number];

  @Field(() => String)
  number!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; not before today.' })
  expiresOn!: string;
}

@InputType({ description: 'References of what the officer saw (F6); the papers stay where they are.' })
export class MandateProofsInput {
  @Field(() => CompanyProofTypeName)
  companyProofType!: (typeof COMPANY_PROOFS)[number];

  @Field(() => String)
  companyProofReference!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  companyProofIssuedOn!: string;

  @Field(() => DocumentReferenceInput)
  representativeDocument!: DocumentReferenceInput;

  @Field(() => DocumentReferenceInput)
  agentDocument!: DocumentReferenceInput;
}

@InputType({ description: 'The officer’s check of the sheet in his hands (D25).' })
export class PaperCheckInput {
  @Field(() => String, { description: 'Typed from the form; case, spaces and dashes apart.' })
  reference!: string;

  @Field(() => String, { description: 'Where the original is kept from now on.' })
  placeOfOriginal!: string;

  @Field(() => Boolean)
  sawOriginal!: boolean;
}

const SEEN = 'The version that was shown: CONFLICT when the mandate changed since.';

@InputType()
export class CancelMandateInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType()
export class DecideMandateInput {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => Int, { description: SEEN })
  version!: number;

  @Field(() => MandateDecisionName)
  decision!: (typeof MANDATE_DECISIONS)[number];

  @Field(() => String, { nullable: true, description: 'Required unless approved: the company reads it.' })
  reason?: string | null;

  @Field(() => MandateProofsInput, { nullable: true, description: 'Required to approve (I-3).' })
  proofs?: MandateProofsInput | null;

  @Field(() => PaperCheckInput, {
    nullable: true,
    description: 'Required to approve a mandate that is signed on paper: what stands on the sheet (D25).',
  })
  paper?: PaperCheckInput | null;
}

@InputType()
export class EndMandateInput {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => Int, { description: SEEN })
  version!: number;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}
