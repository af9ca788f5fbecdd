import { Field, ObjectType } from '@nestjs/graphql';
import { commonName, type CertifiedData } from '@mandataire/domain/holder';

@ObjectType('CertifiedData', {
  description: 'What the certificate says of its holder (R21): immutable once ordered (R22).',
})
export class CertifiedDataNode implements CertifiedData {
  @Field(() => String)
  commonName!: string;

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
  siren!: string;

  @Field(() => String, { description: 'Opaque and random; tells homonyms apart (D23).' })
  subjectSerialNumber!: string;
}

export const certifiedDataNode = (data: CertifiedData): CertifiedDataNode => ({
  ...data,
  commonName: commonName(data),
});
