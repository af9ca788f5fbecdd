import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { PublishedCrl, PublishedOcsp, PublishedStatus } from '@mandataire/application/certificate';
import type {
  CertificateDescription,
  DescribedAttribute,
  DescribedExtension,
  DescribedValue,
} from '@mandataire/domain/certificate';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

const KeyAlgorithmName = enumOf('KeyAlgorithm', ['RSA', 'EC', 'OTHER']);
const PublishedStateName = enumOf('PublishedState', ['GOOD', 'REVOKED', 'UNKNOWN'], 'As OCSP says it.');

@ObjectType('NameAttribute', { description: 'One attribute of a distinguished name, in the order written.' })
class NameAttributeNode implements DescribedAttribute {
  @Field(() => String)
  oid!: string;

  @Field(() => String, { nullable: true, description: 'X.520 name, such as commonName; null if unknown.' })
  name!: string | null;

  @Field(() => String)
  value!: string;
}

@ObjectType('ExtensionValue')
class ExtensionValueNode implements DescribedValue {
  @Field(() => String, {
    nullable: true,
    description: 'Tells apart what one extension holds: ocsp, caIssuers, rfc822Name…',
  })
  kind!: string | null;

  @Field(() => String)
  value!: string;
}

@ObjectType('CertificateExtension')
class CertificateExtensionNode implements DescribedExtension {
  @Field(() => String)
  oid!: string;

  @Field(() => String, { nullable: true, description: 'As RFC 5280 names it; null if unknown.' })
  name!: string | null;

  @Field(() => Boolean)
  critical!: boolean;

  @Field(() => [ExtensionValueNode], { description: 'Hexadecimal octets where the extension is unknown.' })
  values!: readonly ExtensionValueNode[];
}

@ObjectType('ChainCertificate')
export class ChainCertificateNode {
  @Field(() => String, { description: 'Common name of the authority.' })
  name!: string;

  @Field(() => String)
  pem!: string;
}

@ObjectType('CertificateContent', {
  description: 'What stands in the certificate, read from its own octets (RFC 5280 §4).',
})
export class CertificateContentNode implements CertificateDescription {
  @Field(() => Int)
  version!: number;

  @Field(() => [NameAttributeNode])
  subject!: readonly NameAttributeNode[];

  @Field(() => [NameAttributeNode])
  issuer!: readonly NameAttributeNode[];

  @Field(() => String, { description: 'Object identifier.' })
  signatureAlgorithm!: string;

  @Field(() => KeyAlgorithmName)
  keyAlgorithm!: CertificateDescription['keyAlgorithm'];

  @Field(() => Int, { nullable: true })
  keyBits!: number | null;

  @Field(() => String, { nullable: true })
  keyCurve!: string | null;

  @Field(() => [CertificateExtensionNode])
  extensions!: readonly CertificateExtensionNode[];

  @Field(() => String, { description: 'Hexadecimal digest of the whole certificate.' })
  sha256!: string;

  @Field(() => String)
  sha1!: string;

  @Field(() => [ChainCertificateNode], { description: 'Issuing authority first, root last.' })
  chain!: readonly ChainCertificateNode[];

  @Field(() => String, {
    description: 'Certificate and chain as one PKCS#7 file (.p7b), DER in base64 (RFC 5652 §5).',
  })
  bundle!: string;
}

@ObjectType('PublishedOcsp')
class PublishedOcspNode implements PublishedOcsp {
  @Field(() => PublishedStateName)
  state!: PublishedOcsp['state'];

  @Field(() => DateTime)
  thisUpdate!: Date;
}

@ObjectType('PublishedCrl')
class PublishedCrlNode implements PublishedCrl {
  @Field(() => Boolean)
  listed!: boolean;

  @Field(() => Int)
  number!: number;

  @Field(() => DateTime)
  thisUpdate!: Date;

  @Field(() => DateTime)
  nextUpdate!: Date;
}

@ObjectType('PublishedStatus', {
  description: 'What the public service says of a certificate at this instant, signatures verified (R25).',
})
export class PublishedStatusNode implements PublishedStatus {
  @Field(() => DateTime)
  checkedAt!: Date;

  @Field(() => PublishedOcspNode, { nullable: true, description: 'Null when no valid answer came.' })
  ocsp!: PublishedOcspNode | null;

  @Field(() => PublishedCrlNode, { nullable: true, description: 'Null when no valid list came.' })
  crl!: PublishedCrlNode | null;
}
