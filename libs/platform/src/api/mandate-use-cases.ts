import type { AccessGrantReader } from '@mandataire/application/access';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import { DecideAgentDeparture, PreviewAgentDeparture, ReportAgentDeparture } from '@mandataire/application/agent-departure';
import { RequestActCode } from '@mandataire/application/link';
import {
  AcceptMandate,
  CancelMandate,
  ConfirmMandate,
  DecideMandate,
  DelegateSignature,
  EndDelegation,
  EndMandate,
  endLastMandate,
  HandInSheet,
  InviteRepresentative,
  NameAgent,
  OpenLaterMandate,
  PreparePaperMandate,
  ReadMandateFile,
  ReadMandateForm,
  RecordRepresentative,
  SignMandate,
  TakeOverMandates,
  WithdrawMandate,
} from '@mandataire/application/mandate';
import {
  AskSecondPerson,
  DecideSecondPerson,
  type SecondPersonPorts,
} from '@mandataire/application/second-person';
import { EndUnsubmittedOrders } from '@mandataire/application/order';
import type { TenantLocator } from '@mandataire/application/tenant';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';

interface MandateParts {
  readonly unitOfWork: UnitOfWork;
  readonly accessGrants: AccessGrantReader;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/** From the empty draft to the end of a mandate (D12). */
export const mandateUseCases = ({ unitOfWork, accessGrants, clock, hasher, randomness }: MandateParts) => ({
  inviteRepresentative: new InviteRepresentative(unitOfWork, randomness),
  cancelMandate: new CancelMandate(unitOfWork),
  readMandateFile: new ReadMandateFile(unitOfWork, hasher),
  nameAgent: new NameAgent(unitOfWork, hasher),
  requestActCode: new RequestActCode(unitOfWork, hasher, randomness),
  signMandate: new SignMandate(unitOfWork, hasher, randomness),
  acceptMandate: new AcceptMandate(unitOfWork, hasher, randomness),
  decideMandate: new DecideMandate(unitOfWork, accessGrants, clock, hasher, randomness),
  endMandate: new EndMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
});
export type MandateUseCases = ReturnType<typeof mandateUseCases>;

/** Every mandate after the first, and how a company goes on without one of its people (D12, D25, F2, F4). */
export const mandateLifeUseCases = (
  parts: MandateParts & { readonly locator: TenantLocator; readonly confirmationDays: number },
) => {
  const { unitOfWork, accessGrants, clock, hasher, randomness } = parts;
  const lines = new EndUnsubmittedOrders(randomness);
  return {
    openLaterMandate: new OpenLaterMandate(unitOfWork, randomness),
    withdrawMandate: new WithdrawMandate(unitOfWork),
    confirmMandate: new ConfirmMandate(unitOfWork),
    delegateSignature: new DelegateSignature(unitOfWork, randomness),
    endDelegation: new EndDelegation(unitOfWork),
    recordRepresentative: new RecordRepresentative(
      unitOfWork,
      accessGrants,
      { clock, randomness },
      parts.confirmationDays,
    ),
    preparePaperMandate: new PreparePaperMandate(unitOfWork, randomness),
    readMandateForm: new ReadMandateForm(unitOfWork, hasher),
    handInSheet: new HandInSheet(unitOfWork),
    takeOverMandates: new TakeOverMandates(unitOfWork, parts.locator, randomness),
    previewAgentDeparture: new PreviewAgentDeparture(unitOfWork, hasher),
    reportAgentDeparture: new ReportAgentDeparture({ unitOfWork, lines, hasher, randomness }),
    decideAgentDeparture: new DecideAgentDeparture({ unitOfWork, lines, hasher }),
  };
};
export type MandateLifeUseCases = ReturnType<typeof mandateLifeUseCases>;

/** Each act that needs two persons, as its feature carries it out. */
export const secondPersonUseCases = (parts: SecondPersonPorts) => {
  const executors = { END_LAST_MANDATE: endLastMandate(new EndUnsubmittedOrders(parts.randomness)) };
  return {
    askSecondPerson: new AskSecondPerson(parts, executors),
    decideSecondPerson: new DecideSecondPerson(parts, executors),
  };
};
export type SecondPersonUseCases = ReturnType<typeof secondPersonUseCases>;
