import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ReadScope } from '@mandataire/application/reading';
import { notFound } from '@mandataire/application/refusal';
import { reportHead, reportLines, type StaffListRow } from '@mandataire/application/staff-list';
import { permit } from '@mandataire/domain/permission';
import { proposeMapping, type ColumnMapping, type StaffVerdict } from '@mandataire/domain/staff-list';
import type { ApiPlatform } from '@mandataire/platform/api';
import { invalidInput } from '../graphql/invalid-input.js';
import { PageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { MapStaffListInput, RunStaffListInput, type StaffColumnInput } from './staff-list-acts.graphql.js';
import {
  StaffListChangeGroupNode,
  StaffListLineConnection,
  staffListLineNode,
  StaffListNode,
  staffListNode,
  StaffVerdictName,
} from './staff-list.graphql.js';

/** @throws INVALID_INPUT when a field has two columns */
function mappingOf(columns: readonly StaffColumnInput[]): ColumnMapping {
  const fields = columns.map(({ field }) => field);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice) throw invalidInput({ [twice]: 'COLUMN_TAKEN' });
  return Object.fromEntries(columns.map(({ field, column }) => [field, column]));
}

/** Staff lists: uploaded by `POST /staff-lists`, mapped, shown as a dry run, carried out by the worker, reported. */
@Resolver()
export class StaffListResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [StaffListNode], { description: 'Of the company, newest first, at most fifty.' })
  @Permission('staff-list.read')
  async staffLists(@Api() api: RequestContext): Promise<StaffListNode[]> {
    const rows = await this.platform.staffLists.list(await api.scope('staff-list.read'));
    return this.nodes(rows, api);
  }

  @Query(() => StaffListNode)
  @Permission('staff-list.read')
  async staffList(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<StaffListNode> {
    return this.show(id, api);
  }

  @Query(() => StaffListLineConnection, { description: 'In the order of the file.' })
  @Permission('staff-list.read')
  async staffListLines(
    @Args('id', { type: () => ID }) id: string,
    @Args() page: PageArgs,
    @Args('verdict', { type: () => StaffVerdictName, nullable: true })
    verdict: StaffVerdict | null | undefined,
    @Api() api: RequestContext,
  ): Promise<StaffListLineConnection> {
    const filter = verdict ? { verdict } : {};
    const { scope } = await this.found(id, api);
    const found = await this.platform.staffLists.lines(scope, id, pageRequest(page), filter);
    return toConnection(found, staffListLineNode(api.language));
  }

  @Query(() => [StaffListChangeGroupNode], {
    description: 'What the list changes of certified data, by attribute: shown before it is confirmed (D15).',
  })
  @Permission('staff-list.read')
  async staffListChanges(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<StaffListChangeGroupNode[]> {
    const { scope } = await this.found(id, api);
    return [...(await this.platform.staffLists.changeGroups(scope, id))];
  }

  @Query(() => String, {
    description: 'Every line with what became of it, as CSV for a spreadsheet; nothing in it is a formula.',
  })
  @Permission('staff-list.read')
  async staffListReport(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<string> {
    const { scope, list } = await this.found(id, api);
    const parts = [reportHead(list, api.language)];
    await this.platform.staffLists.eachPart(scope, id, (lines) =>
      parts.push(reportLines(lines, api.language)),
    );
    return parts.join('');
  }

  @Mutation(() => StaffListNode, {
    description:
      'Says what the columns are, and has the dry run begin. INVALID_INPUT by field: COLUMN_REQUIRED, COLUMN_TAKEN, NO_SUCH_COLUMN.',
  })
  @Permission('staff-list.manage')
  async mapStaffList(
    @Args('input') input: MapStaffListInput,
    @Api() api: RequestContext,
  ): Promise<StaffListNode> {
    const mapping = mappingOf(input.mapping);
    await this.platform.useCases.mapStaffList.execute(await api.requester(), { ...input, mapping });
    return this.show(input.id, api);
  }

  @Mutation(() => StaffListNode, {
    description:
      'Confirms what the dry run has shown: the worker carries it out line by line. RULE_REFUSED I-15 IMPACT_CHANGED; D15 SECOND_PERSON_FOR_LIST: ask for a second person (REVOKE_IN_MASS).',
  })
  @Permission('staff-list.manage')
  async runStaffList(
    @Args('input') input: RunStaffListInput,
    @Api() api: RequestContext,
  ): Promise<StaffListNode> {
    await this.platform.useCases.runStaffList.execute(await api.requester(), input);
    return this.show(input.id, api);
  }

  @Mutation(() => StaffListNode, { description: 'Stops it; the lines that were carried out stay so.' })
  @Permission('staff-list.manage')
  async cancelStaffList(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<StaffListNode> {
    await this.platform.useCases.cancelStaffList.execute(await api.requester(), { id });
    return this.show(id, api);
  }

  private async show(id: string, api: RequestContext): Promise<StaffListNode> {
    const { list } = await this.found(id, api);
    const [node] = await this.nodes([list], api);
    if (!node) throw notFound();
    return node;
  }

  /** @throws NOT_FOUND, also for another company's list (I-1) */
  private async found(id: string, api: RequestContext): Promise<{ scope: ReadScope; list: StaffListRow }> {
    const scope = await api.scope('staff-list.read');
    const list = await this.platform.staffLists.byId(scope, id);
    if (!list) throw notFound();
    return { scope, list };
  }

  private async nodes(rows: readonly StaffListRow[], api: RequestContext): Promise<StaffListNode[]> {
    const [scope, standing] = await Promise.all([api.scope('staff-list.read'), api.standing()]);
    if (scope.kind !== 'COMPANY') throw notFound();
    const [remembered, liveCertificates] = await Promise.all([
      this.platform.staffLists.remembered(scope),
      this.platform.staffLists.liveCertificates(scope),
    ]);
    const shown = {
      ...{ language: api.language, gate: this.platform.batchGate, liveCertificates },
      mayManage: permit('staff-list.manage', standing) !== undefined,
    };
    return rows.map((row) =>
      staffListNode(row, { ...shown, proposed: proposeMapping(row.headers, remembered) }),
    );
  }
}
