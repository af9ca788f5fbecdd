import type { AccessGrantReader } from '@mandataire/application/access';
import type { Catalogue } from '@mandataire/application/catalogue';
import type { Clock, Randomness } from '@mandataire/application/clock';
import {
  CancelDeparture,
  CloseDeparture,
  ReportDeparture,
  ReturnHolder,
} from '@mandataire/application/departure';
import {
  MoveVerification,
  RecordVerification,
  RequestVerification,
  ScheduleVerification,
  type VerificationSettings,
} from '@mandataire/application/identity-verification';
import { InvalidateVerification, RecordOrderVerification } from '@mandataire/application/order';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';

interface HolderParts {
  readonly unitOfWork: UnitOfWork;
  readonly catalogue: Catalogue;
  readonly grants: AccessGrantReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly settings: VerificationSettings;
}

/** The verification of holders, by their MC and by the registration office, and their departure. */
export function holderUseCases({ unitOfWork, catalogue, grants, clock, randomness, settings }: HolderParts) {
  const tools = { catalogue, settings };
  const office = { unitOfWork, grants, clock };
  return {
    requestVerification: new RequestVerification(unitOfWork, randomness),
    scheduleVerification: new ScheduleVerification(unitOfWork),
    moveVerification: new MoveVerification(unitOfWork),
    recordVerification: new RecordVerification(unitOfWork, randomness, tools),
    recordOrderVerification: new RecordOrderVerification(office, randomness, tools),
    invalidateVerification: new InvalidateVerification(office),
    reportDeparture: new ReportDeparture(unitOfWork, randomness),
    cancelDeparture: new CancelDeparture(unitOfWork),
    closeDeparture: new CloseDeparture(unitOfWork),
    returnHolder: new ReturnHolder(unitOfWork, randomness),
  };
}

export type HolderUseCases = ReturnType<typeof holderUseCases>;
