import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { HandedOut, MandateFile } from '@mandataire/application/mandate';
import type { MandateAct, SigningMeans } from '@mandataire/domain/mandate';
import { DateTime } from '../graphql/date-time.js';
import {
  ActCodeChannelName,
  MandateActName,
  MandateSignerName,
  SigningMeansName,
  type ACT_CODE_CHANNELS,
  type Signer,
} from './mandate.enums.js';
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

  @Field(() => String, {
    description: 'The canonical JSON of that hash, octet for octet: what a CMS is made over.',
  })
  content!: string;
}

export const mandateFileNode = ({
  mandate,
  company,
  text,
  contentHash,
  content,
}: MandateFile): MandateFileNode => ({
  ...mandate,
  companyName: company.name,
  siren: company.siren,
  city: company.city,
  textVersion: text.version,
  text: text.mandate,
  independence: text.independence,
  departure: text.departure,
  contentHash,
  content,
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

  @Field(() => String, {
    nullable: true,
    description: 'E.164: where the MC gets his code by SMS; he cannot change it.',
  })
  agentPhone?: string | null;

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

  @Field(() => ActCodeChannelName, { nullable: true, description: 'MAIL unless told.' })
  channel?: (typeof ACT_CODE_CHANNELS)[number] | null;

  @Field(() => String, {
    nullable: true,
    description: 'E.164; asked for when signingOptions shows no telephone, else left out of account.',
  })
  phone?: string | null;
}

@ObjectType('SigningOptions', { description: 'By which means the bearer of the link may sign (D25).' })
export class SigningOptionsNode {
  @Field(() => [SigningMeansName], { description: 'The one to offer first first.' })
  means!: readonly SigningMeans[];

  @Field(() => String, { nullable: true, description: 'Masked; null: the signer gives it himself.' })
  phone!: string | null;
}

@ObjectType('HandedOutFile')
export class HandedOutFileNode {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  mediaType!: string;

  @Field(() => String)
  base64!: string;
}

export const handedOutNode = ({ name, mediaType, octets }: HandedOut): HandedOutFileNode => ({
  ...{ name, mediaType, base64: Buffer.from(octets).toString('base64') },
});

@ObjectType('ActCodeRequest')
export class ActCodeRequestNode {
  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'Where it goes, masked; null: by mail.' })
  phone!: string | null;
}

@InputType()
export class SignMandateInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, { description: 'The signer’s own name (D25).' })
  typedName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The code that was sent for this act on this text; this or `cms`.',
  })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Detached CMS (DER, base64) over `content`, made with the signer’s own certificate.',
  })
  cms?: string | null;

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
