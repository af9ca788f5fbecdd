import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import { isCalendarDate } from '@mandataire/domain/time';
import type { MandateProofs } from '@mandataire/domain/mandate';
import type { ApiPlatform } from '@mandataire/platform/api';
import { invalidInput } from '../graphql/invalid-input.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  CancelMandateInput,
  DecideMandateInput,
  EndMandateInput,
  InviteRepresentativeInput,
} from './mandate-acts.graphql.js';
import { MandateNode, mandateNode } from './mandate.graphql.js';

const DECISION = { APPROVE: 'approve', REJECT: 'reject', RETURN: 'return' } as const;

/** What sales, the office and the representative do with a mandate. Each answers with the mandate as it is now. */
@Resolver()
export class MandateActsResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Mutation(() => MandateNode, {
    description: 'Sales invite the legal representative to the first mandate (D12); he gets a link by mail.',
  })
  @Permission('mandate.invite')
  async inviteRepresentative(
    @Args('input') input: InviteRepresentativeInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    const requester = await api.requester();
    const { mandateId } = await this.platform.useCases.inviteRepresentative.execute(requester, input);
    return this.show(mandateId, api);
  }

  @Mutation(() => MandateNode, {
    description: 'Sales take back a file that waits for signatures; a new one can then be begun.',
  })
  @Permission('mandate.invite')
  async cancelMandate(
    @Args('input') input: CancelMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    const act = { ...input, reason: input.reason ?? null };
    const { id } = await this.platform.useCases.cancelMandate.execute(await api.requester(), act);
    return this.show(id, api);
  }

  @Mutation(() => MandateNode, {
    description:
      'The registration officer approves with proofs, rejects, or returns for new signatures (I-3, F6); nobody on his own (F61).',
  })
  @Permission('mandate.review')
  async decideMandate(
    @Args('input') input: DecideMandateInput,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    await this.platform.useCases.decideMandate.execute(await api.requester(), {
      ...input,
      decision: DECISION[input.decision],
      reason: input.reason ?? null,
      proofs: input.proofs ? withDates(input.proofs) : null,
    });
    return this.show(input.mandateId, api);
  }

  @Mutation(() => MandateNode, {
    description:
      'The representative ends a mandate, at once (F4, I-2). The last one in force: RULE_REFUSED D28 SECOND_PERSON_REQUIRED, then askSecondPerson.',
  })
  @Permission('mandate.end')
  async endMandate(@Args('input') input: EndMandateInput, @Api() api: RequestContext): Promise<MandateNode> {
    const act = { ...input, reason: input.reason ?? null };
    await this.platform.useCases.endMandate.execute(await api.requester(), act);
    return this.show(input.mandateId, api);
  }

  private async show(mandateId: string, api: RequestContext): Promise<MandateNode> {
    const row = await api.reading(await api.scope('mandate.read')).mandates.load(mandateId);
    if (!row) throw notFound();
    return mandateNode(row);
  }
}

/** @throws INVALID_INPUT for a date that does not exist. */
function withDates(proofs: MandateProofs): MandateProofs {
  const dates = {
    companyProofIssuedOn: proofs.companyProofIssuedOn,
    'representativeDocument.expiresOn': proofs.representativeDocument.expiresOn,
    'agentDocument.expiresOn': proofs.agentDocument.expiresOn,
  };
  const wrong = Object.entries(dates).filter(([, date]) => !isCalendarDate(date));
  if (wrong.length > 0) throw invalidInput(Object.fromEntries(wrong.map(([field]) => [field, 'NOT_A_DATE'])));
  return proofs;
}
