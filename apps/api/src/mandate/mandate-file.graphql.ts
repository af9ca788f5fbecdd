import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { MandateFile } from '@mandataire/application/mandate';
import type { MandateAct } from '@mandataire/domain/mandate';
import { DateTime } from '../graphql/date-time.js';
import { MandateActName, MandateSignerName, type Signer } from './mandate.enums.js';
import { MandateScopeNode } from './mandate.graphql.js';

@ObjectType('MandateFile', {
  description: 'What a signer reads behind his mailed link before he signs (D25, F6).',
})
export class MandateFileNode extends MandateScopeNode {
  @Field(() => String)
  textVersion!: string;

  @Field(() => [String], { description: 'The words of the mandate, paragraph by paragraph.' })
  text!: readonly string[];

  @Field(() => String, { description: 'The MC’s first commitment (F6).' })
  independence!: string;

  @Field(() => String, { description: 'The MC’s second commitment (F6).' })
  departure!: string;

  @Field(() => String, { description: 'Give it back with the signature: what was read is what is signed.' })
  contentHash!: string;
}

export const mandateFileNode = ({ mandate, company, text, contentHash }: MandateFile): MandateFileNode => ({
  ...mandate,
  companyName: company.name,
  siren: company.siren,
  city: company.city,
  textVersion: text.version,
  text: text.mandate,
  independence: text.independence,
  departure: text.departure,
  contentHash,
});

@InputType()
export class NameAgentInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  agentName!: string;

  @Field(() => String)
  agentEmail!: string;

  @Field(() => [MandateActName])
  acts!: MandateAct[];

  @Field(() => [String])
  productCodes!: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'SIRETs of the company; none: the whole company (D12).',
  })
  establishments?: string[] | null;

  @Field(() => String, { description: 'YYYY-MM-DD, today or later.' })
  startsOn!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, three years later at most (D12).' })
  endsOn!: string;
}

@InputType()
export class RequestActCodeInput {
  @Field(() => String)
  token!: string;

  @Field(() => MandateSignerName)
  signer!: Signer;
}

@ObjectType('ActCodeRequest')
export class ActCodeRequestNode {
  @Field(() => DateTime)
  expiresAt!: Date;
}

@InputType()
export class SignMandateInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, { description: 'The signer’s own name (D25).' })
  typedName!: string;

  @Field(() => String, { description: 'The code that was mailed for this act.' })
  code!: string;

  @Field(() => String)
  contentHash!: string;
}

@InputType()
export class AcceptMandateInput extends SignMandateInput {
  @Field(() => Boolean)
  acceptsMandate!: boolean;

  @Field(() => Boolean)
  commitsToIndependence!: boolean;

  @Field(() => Boolean)
  commitsToReportDeparture!: boolean;
}
