import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { CertificateRow } from '@mandataire/application/fleet';
import type { CertificateState } from '@mandataire/domain/certificate';
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import { commonName } from '@mandataire/domain/holder';
import { DateTime } from '../graphql/date-time.js';
import { connectionOf } from '../graphql/page.js';
import { CertificateStateName, CertificateUsageName } from './certificate.enums.js';
import { CertifiedDataNode, certifiedDataNode } from './certified-data.graphql.js';
import { certificatePem } from './pem.js';

@ObjectType('Certificate')
export class CertificateNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CertificateStateName, {
    description: 'As it is now: revoked wins, then expiry by the clock (I-25).',
  })
  state!: CertificateState;

  @Field(() => String, { description: 'Lower-case hexadecimal, 32 digits.' })
  serial!: string;

  @Field(() => String)
  productCode!: string;

  @Field(() => String)
  productName!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => ID)
  orderId!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => CertifiedDataNode)
  certifiedData!: CertifiedDataNode;

  @Field(() => [CertificateUsageName])
  usages!: readonly CertificateUsage[];

  @Field(() => DateTime)
  notBefore!: Date;

  @Field(() => DateTime)
  notAfter!: Date;

  @Field(() => DateTime, { nullable: true })
  issuedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  acceptedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The certificate itself, once issued; only where one is opened.',
  })
  pem!: string | null;

  /** The row behind it, for the fields that need more. */
  row!: CertificateRow;
}

export const certificateNode = (row: CertificateRow): CertificateNode => ({
  id: row.id,
  version: row.version,
  state: row.state,
  serial: row.serial,
  productCode: row.productCode,
  productName: row.productName,
  holderId: row.holderId,
  orderId: row.orderId,
  holderName: commonName(row.certifiedData),
  certifiedData: certifiedDataNode(row.certifiedData),
  usages: row.usages,
  notBefore: row.notBefore,
  notAfter: row.notAfter,
  issuedAt: row.issuedAt,
  acceptedAt: row.acceptedAt,
  revokedAt: row.revokedAt,
  pem: row.der === null ? null : certificatePem(row.der),
  row,
});

@ObjectType('CertificateConnection')
export class CertificateConnection extends connectionOf('Certificate', () => CertificateNode) {}

@InputType()
export class CertificateFilter {
  @Field(() => [CertificateStateName], { nullable: true })
  states?: CertificateState[] | null;

  @Field(() => ID, { nullable: true })
  holderId?: string | null;

  @Field(() => DateTime, { nullable: true })
  expiresBefore?: Date | null;

  @Field(() => String, { nullable: true, description: 'Beginning of a name, or a serial number.' })
  search?: string | null;
}
