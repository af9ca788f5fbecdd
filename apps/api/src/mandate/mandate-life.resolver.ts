import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import type { AgentNaming } from '@mandataire/domain/mandate';
import { isCalendarDate } from '@mandataire/domain/time';
import type { ApiPlatform } from '@mandataire/platform/api';
import { invalidInput } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  DelegateSignatureInput,
  DelegationNode,
  EndDelegationInput,
  MandateChoiceInput,
  OpenMandateInput,
  RecordRepresentativeInput,
  WithdrawMandateInput,
} from './mandate-life.graphql.js';
import { MandateNode, mandateNode } from './mandate.graphql.js';

/** @throws INVALID_INPUT for a day that does not exist. */
export function requireDates(days: Readonly<Record<string, string>>): void {
  const wrong = Object.entries(days).filter(([, day]) => !isCalendarDate(day));
  if (wrong.length > 0) throw invalidInput(Object.fromEntries(wrong.map(([field]) => [field, 'NOT_A_DATE'])));
}

type NamingFields = Omit<AgentNaming, 'establishments'> & {
  readonly establishments?: readonly string[] | null;
};

/** The naming of an input, its days and its products checked. @throws INVALID_INPUT */
export async function namingOf(platform: ApiPlatform, input: NamingFields): Promise<AgentNaming> {
  const { agentName, agentEmail, acts, productCodes, startsOn, endsOn } = input;
  requireDates({ startsOn, endsOn });
  const known = (await platform.catalogue.current()).map(({ code }) => code);
  if (!productCodes.every((code) => known.includes(code)))
    throw invalidInput({ productCodes: 'INVALID_VALUE' });
  return {
    ...{ agentName, agentEmail, acts, productCodes, startsOn, endsOn },
    establishments: input.establishments ?? [],
  };
}

/** Every mandate after the first: opened, taken back and confirmed by the representative (D12, F2), and who signs for him. */
@Resolver()
export class MandateLifeResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => MandateNode, {
    description:
      'The representative opens a later mandate: another MC, a deputy, a successor (D12). He, or the holder of his delegation, gets the link to sign; on paper, nobody. RULE_REFUSED D12 for an overlap or a deputy who exceeds, I-4 for a delegation that does not serve.',
  })
  @Permission('mandate.open')
  async openMandate(
    @Args('input') input: OpenMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    const { mandateId } = await this.platform.useCases.openLaterMandate.execute(await api.requester(), {
      idempotencyKey: input.idempotencyKey,
      kind: input.kind,
      predecessorId: input.predecessorId ?? null,
      delegationId: input.delegationId ?? null,
      onPaper: input.onPaper ?? false,
      naming: await namingOf(this.platform, input),
    });
    return this.show(mandateId, api);
  }

  @Mutation(() => MandateNode, {
    description: 'The representative takes back a mandate that waits for signatures: its links are dead.',
  })
  @Permission('mandate.open')
  async withdrawMandate(
    @Args('input') input: WithdrawMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    const act = { ...input, reason: input.reason ?? null };
    await this.platform.useCases.withdrawMandate.execute(await api.requester(), act);
    return this.show(input.mandateId, api);
  }

  @Mutation(() => MandateNode, {
    description: 'A new representative confirms a mandate that another one signed (F2).',
  })
  @Permission('mandate.confirm')
  async confirmMandate(
    @Args('input') { mandateId }: MandateChoiceInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    await this.platform.useCases.confirmMandate.execute(await api.requester(), mandateId);
    return this.show(mandateId, api);
  }

  @Query(() => [DelegationNode], { description: 'Open ones first; at most a hundred.' })
  @Permission('mandate.delegate')
  async signatureDelegations(@Api() api: RequestContext): Promise<DelegationNode[]> {
    return [...(await this.platform.delegations.list(await api.scope('mandate.delegate')))];
  }

  @Mutation(() => [DelegationNode], {
    description: 'The representative stores a delegation of signature (I-4); it gives no role.',
  })
  @Permission('mandate.delegate')
  async delegateSignature(
    @Args('input') input: DelegateSignatureInput,
    @Api() api: RequestContext,
  ): Promise<DelegationNode[]> {
    const { actDatedOn, startsOn, endsOn } = input;
    requireDates({ actDatedOn, startsOn, endsOn });
    await this.platform.useCases.delegateSignature.execute(await api.requester(), input);
    return this.signatureDelegations(api);
  }

  @Mutation(() => [DelegationNode], {
    description: 'Ends a delegation; what waits for the delegate’s signature is taken back.',
  })
  @Permission('mandate.delegate')
  async endSignatureDelegation(
    @Args('input') { delegationId }: EndDelegationInput,
    @Api() api: RequestContext,
  ): Promise<DelegationNode[]> {
    await this.platform.useCases.endDelegation.execute(await api.requester(), delegationId);
    return this.signatureDelegations(api);
  }

  @Mutation(() => ID, {
    description:
      'The officer records a new representative on proof (D25); mandates stay in force and wait for his confirmation (F2). The answer is the mandate.',
  })
  @Permission('representative.record')
  async recordRepresentative(
    @Args('input') input: RecordRepresentativeInput,
    @Api() api: RequestContext,
  ): Promise<string> {
    const { mandateId, name, email, formerLeaves, ...proof } = input;
    requireDates({ companyProofIssuedOn: proof.companyProofIssuedOn });
    const act = { mandateId, name, email, formerLeaves, proof };
    await this.platform.useCases.recordRepresentative.execute(await api.requester(), act);
    return mandateId;
  }

  private async show(mandateId: string, api: RequestContext): Promise<MandateNode> {
    const row = await api.reading(await api.scope('mandate.read')).mandates.load(mandateId);
    if (!row) throw notFound();
    return mandateNode(row);
  }
}
