import { CertificateCmsInspector, certificatesOf, mandatePrinter } from '@mandataire/adapters/evidence';
import type { AccessGrantReader } from '@mandataire/application/access';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import type { CmsInspector, EvidencePrinter } from '@mandataire/application/evidence';
import {
  DecideAgentDeparture,
  PreviewAgentDeparture,
  ReportAgentDeparture,
} from '@mandataire/application/agent-departure';
import {
  AcceptMandate,
  ActProver,
  CancelMandate,
  ConfirmMandate,
  DecideMandate,
  DelegateSignature,
  EndDelegation,
  EndMandate,
  endLastMandate,
  HandOutEvidence,
  InviteRepresentative,
  NameAgent,
  PrintMandateDraft,
  ReadMandateFile,
  ReadSigningOptions,
  RequestActCode,
  HandInSheet,
  OpenLaterMandate,
  PreparePaperMandate,
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
import { runListInMass } from '@mandataire/application/staff-list';
import type { BatchGate } from '@mandataire/domain/staff-list';
import type { TenantLocator } from '@mandataire/application/tenant';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';
import type { Persistence } from '@mandataire/persistence';
import { composeStatusProbe } from '../authority/index.js';
import type { ApiConfig } from '../config/index.js';

interface MandateParts {
  readonly unitOfWork: UnitOfWork;
  readonly accessGrants: AccessGrantReader;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
  readonly inspector: CmsInspector;
  readonly printer: EvidencePrinter;
  readonly sendsSms: boolean;
}

/** From the empty draft to the end of a mandate (D12). */
export const mandateUseCases = (parts: MandateParts) => ({
  ...signingUseCases(parts),
  ...fileUseCases(parts),
});

export type MandateUseCases = ReturnType<typeof mandateUseCases>;

/** What signers do behind their links, and the evidence of it (D25). */
const signingUseCases = ({ unitOfWork, hasher, randomness, sendsSms, ...parts }: MandateParts) => {
  const { clock, inspector, printer, accessGrants } = parts;
  const prover = new ActProver(unitOfWork, { inspector, clock, hasher });
  const sms = { sendsSms };
  return {
    readMandateFile: new ReadMandateFile(unitOfWork, hasher),
    readSigningOptions: new ReadSigningOptions(unitOfWork, hasher, sms),
    printMandateDraft: new PrintMandateDraft(unitOfWork, hasher, printer),
    nameAgent: new NameAgent(unitOfWork, hasher, randomness),
    requestActCode: new RequestActCode(unitOfWork, hasher, randomness, sms),
    signMandate: new SignMandate(prover, randomness),
    acceptMandate: new AcceptMandate(prover, randomness),
    handOutEvidence: new HandOutEvidence(unitOfWork, accessGrants, clock),
  };
};

const fileUseCases = ({ unitOfWork, accessGrants, clock, hasher, randomness }: MandateParts) => ({
  inviteRepresentative: new InviteRepresentative(unitOfWork, randomness),
  cancelMandate: new CancelMandate(unitOfWork),
  decideMandate: new DecideMandate(unitOfWork, accessGrants, clock, hasher, randomness),
  endMandate: new EndMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
});

/** Every mandate after the first, and how a company goes on without one of its people (D12, D25, F2, F4). */
export const mandateLifeUseCases = (
  parts: Omit<MandateParts, 'inspector' | 'printer' | 'sendsSms'> & {
    readonly locator: TenantLocator;
    readonly confirmationDays: number;
  },
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
export const secondPersonUseCases = (parts: SecondPersonPorts, gate: BatchGate) => {
  const executors = {
    END_LAST_MANDATE: endLastMandate(new EndUnsubmittedOrders(parts.randomness)),
    REVOKE_IN_MASS: runListInMass(gate),
  };
  return {
    askSecondPerson: new AskSecondPerson(parts, executors),
    decideSecondPerson: new DecideSecondPerson(parts, executors),
  };
};

/** How people may sign, and what they are shown before (D25). Without a gateway the local mailbox stands for it, never in production. */
export const signingParts = (config: ApiConfig, { register }: Persistence, clock: Clock) => ({
  inspector: new CertificateCmsInspector({
    register,
    published: composeStatusProbe(config, register, clock),
    otherAnchors: config.SIGNATURE_CA_FILE === undefined ? [] : certificatesOf(config.SIGNATURE_CA_FILE),
  }),
  printer: mandatePrinter,
  sendsSms: config.SMS_URL !== undefined || config.NODE_ENV !== 'production' || config.DEMO,
});
export type SecondPersonUseCases = ReturnType<typeof secondPersonUseCases>;
