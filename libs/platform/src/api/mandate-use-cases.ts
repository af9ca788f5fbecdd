import type { AccessGrantReader } from '@mandataire/application/access';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import { RequestActCode } from '@mandataire/application/link';
import {
  AcceptMandate,
  CancelMandate,
  DecideMandate,
  EndMandate,
  endLastMandate,
  InviteRepresentative,
  NameAgent,
  ReadMandateFile,
  SignMandate,
} from '@mandataire/application/mandate';
import {
  AskSecondPerson,
  DecideSecondPerson,
  type SecondPersonPorts,
} from '@mandataire/application/second-person';
import { EndUnsubmittedOrders } from '@mandataire/application/order';
import { runListInMass } from '@mandataire/application/staff-list';
import type { BatchGate } from '@mandataire/domain/staff-list';
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
