import type { OutboxEvent } from '@mandataire/application/journal';
import {
  JOBS_OF_EVENT,
  type JobLedger,
  type JobName,
  type JobProcessor,
} from '@mandataire/application/queue';
import type { WorkerUseCases } from '@mandataire/platform/worker';
import type { Counters } from './counters.js';

const processor = (name: JobName, useCase: { execute(event: OutboxEvent): Promise<void> }): JobProcessor => ({
  name,
  process: (event) => useCase.execute(event),
});

/** One processor per job of the catalogue. */
export const processorsOf = (useCases: WorkerUseCases): JobProcessor[] => [
  processor('send-order-link', useCases.sendOrderLink),
  processor('tell-company', useCases.tellCompany),
  processor('observe-revocation', useCases.observeRevocation),
  processor('tell-revocation', useCases.tellRevocation),
  processor('revoke-refused-certificate', useCases.revokeRefusedCertificate),
  processor('send-mandate-link', useCases.sendMandateLink),
  processor('send-act-code', useCases.sendActCode),
  processor('send-activation', useCases.sendActivation),
  processor('tell-mandate', useCases.tellMandate),
  processor('build-evidence', useCases.buildEvidence),
  processor('tell-agent-departure', useCases.tellAgentDeparture),
  processor('tell-confirmation', useCases.tellConfirmation),
  processor('alert-company', useCases.alertCompany),
  processor('tell-second-person', useCases.tellSecondPerson),
  processor('carry-identity-change', useCases.carryIdentityChange),
  processor('finish-replacement', useCases.finishReplacement),
  processor('send-reminder', useCases.sendReminder),
  processor('send-meeting-invitation', useCases.sendMeetingInvitation),
  processor('open-revocation-tasks', useCases.openRevocationTasks),
  processor('carry-departure', useCases.carryDeparture),
  processor('send-onboarding-reminder', useCases.sendOnboardingReminder),
  processor('archive-registration', useCases.archiveRegistration),
];

/** Refuses to start when a catalogued job has no processor, or two. */
export function checkProcessors(processors: readonly JobProcessor[]): void {
  const catalogued = new Set(Object.values(JOBS_OF_EVENT).flat());
  for (const name of catalogued) {
    const count = processors.filter((each) => each.name === name).length;
    if (count !== 1) throw new Error(`The job ${name} has ${count} processors; it needs exactly one.`);
  }
}

/** The same processors, each event once: PostgreSQL knows what was done when the queue does not. */
export const ledgered = (processors: readonly JobProcessor[], ledger: JobLedger): JobProcessor[] =>
  processors.map(({ name, process }) => ({
    name,
    process: (event) => ledger.once(name, event, () => process(event)),
  }));

/** The same processors, counted. */
export const counted = (processors: readonly JobProcessor[], counters: Counters): JobProcessor[] =>
  processors.map(({ name, process }) => ({
    name,
    process: async (event) => {
      try {
        await process(event);
        counters.add('jobs_total', 1, { job: name, outcome: 'done' });
      } catch (error) {
        counters.add('jobs_total', 1, { job: name, outcome: 'failed' });
        throw error;
      }
    },
  }));
