import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import type { Certificate } from '@mandataire/domain/certificate';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { CertificateUsageName } from './certificate.enums.js';
import { CertifiedDataNode } from './certified-data.graphql.js';
import { certificatePem } from './pem.js';

const STATES = ['READY', 'BEING_SIGNED', 'MADE', 'ACCEPTED', 'REFUSED'] as const;
const ANSWERS = ['ACCEPT', 'REFUSE'] as const;

export const RetrievalStateName = enumOf(
  'RetrievalState',
  STATES,
  'READY: the key can be made. BEING_SIGNED: reserved, not signed yet. MADE: certificate issued, acceptance awaited. ' +
    'ACCEPTED, REFUSED: answered.',
);
export const CertificateAnswerName = enumOf('CertificateAnswer', ANSWERS);

@ObjectType('IssuedCertificate')
export class IssuedCertificateNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  serial!: string;

  @Field(() => String)
  pem!: string;

  @Field(() => [String], { description: 'PEM, issuing authority first, root last.' })
  chain!: readonly string[];

  @Field(() => DateTime)
  notBefore!: Date;

  @Field(() => DateTime)
  notAfter!: Date;
}

export const issuedCertificateNode = (
  certificate: Certificate,
  der: Uint8Array,
  chain: readonly Uint8Array[],
): IssuedCertificateNode => ({
  id: certificate.id,
  serial: certificate.serial,
  pem: certificatePem(der),
  chain: chain.map(certificatePem),
  notBefore: certificate.notBefore,
  notAfter: certificate.notAfter,
});

@ObjectType('Retrieval', { description: 'What the holder’s download link opens.' })
export class RetrievalNode {
  @Field(() => RetrievalStateName)
  state!: (typeof STATES)[number];

  @Field(() => String)
  productName!: string;

  @Field(() => [CertificateUsageName])
  usages!: readonly CertificateUsage[];

  @Field(() => CertifiedDataNode, {
    nullable: true,
    description: 'What will be or is certified; null once the certificate was accepted or refused.',
  })
  certifiedData!: CertifiedDataNode | null;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => IssuedCertificateNode, {
    nullable: true,
    description: 'To be accepted or refused; null before and after that.',
  })
  certificate!: IssuedCertificateNode | null;
}

@InputType()
export class SubmitCertificateRequestInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, { description: 'PKCS#10, PEM. Its subject is ignored. Never a private key (I-11).' })
  csr!: string;
}

@InputType()
export class AnswerCertificateInput {
  @Field(() => String)
  token!: string;

  @Field(() => CertificateAnswerName)
  answer!: (typeof ANSWERS)[number];

  @Field(() => Boolean, { description: 'A backup is kept in a safe place (R40): required to accept.' })
  backupAcknowledged!: boolean;

  @Field(() => String, { nullable: true })
  comment?: string | null;
}

/** Where the holder stands with this certificate; an abandoned one never was his (D27). */
export function retrievalState(certificate: Certificate | undefined): (typeof STATES)[number] {
  if (!certificate || certificate.state === 'ABANDONED') return 'READY';
  if (certificate.state === 'REQUESTED') return 'BEING_SIGNED';
  if (certificate.acceptedAt !== null) return 'ACCEPTED';
  return certificate.state === 'ISSUED' ? 'MADE' : 'REFUSED';
}
