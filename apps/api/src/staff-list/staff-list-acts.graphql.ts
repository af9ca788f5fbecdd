import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { StaffField } from '@mandataire/domain/staff-list';
import { StaffFieldName } from './staff-list.graphql.js';

@InputType()
export class StaffColumnInput {
  @Field(() => StaffFieldName)
  field!: StaffField;

  @Field(() => Int, { description: 'Counted from 0.' })
  column!: number;
}

@InputType()
export class MapStaffListInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Of the list as it was seen.' })
  version!: number;

  @Field(() => [StaffColumnInput], { description: 'Surname, given names, e-mail and function are needed.' })
  mapping!: StaffColumnInput[];
}

@InputType()
export class RunStaffListInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Of the list as it was seen.' })
  version!: number;

  @Field(() => Int, {
    description: 'Certificates that the dry run said it revokes: RULE_REFUSED I-15 for another number.',
  })
  certificates!: number;
}
