import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { StoredFile } from '@mandataire/domain/stored-file';
import { DateTime } from '../graphql/date-time.js';

@ObjectType('DocumentCopy', {
  description:
    'A copy of an identity document (F14); its octets are at GET /files/{id}, for the office with ?opened={order}.',
})
export class DocumentCopyNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes.' })
  size!: number;

  @Field(() => String, { description: 'Hexadecimal; stays when the copy has gone (L4).' })
  sha256!: string;

  @Field(() => String, {
    description:
      'ATTACHED: in the company. ARCHIVED: with the registration authority (D9). SHREDDED: destroyed.',
  })
  state!: string;

  @Field(() => DateTime)
  uploadedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it left the company.' })
  removedAt!: Date | null;
}

export const documentCopyNode = (file: StoredFile): DocumentCopyNode => {
  const { id, name, mediaType, size, sha256, state, uploadedAt, removedAt } = file;
  return { id, name, mediaType, size, sha256, state, uploadedAt, removedAt };
};
