import { actorOfStep, onboardingStep, reminderIsDue } from '@mandataire/domain/onboarding';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

/**
 * Reminds the one who must act on a mandate that waits: representative, MC, sales or officer according to the step (R31).
 * The row of the mandate's last reminder is written with the event that mails it, so that whatever worker comes, one goes
 * in so many days and no more; it is journaled.
 */
export class PlanOnboardingReminder {
  /** @param everyDays ONBOARDING_REMINDER_DAYS. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly everyDays: number,
  ) {}

  async execute(caller: Caller, mandateId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const { reminders, followUps } = tx.onboarding;
      const mandate = await tx.mandates.find(mandateId);
      const since = mandate && (await tx.onboarding.lastStepAt(mandateId));
      if (!mandate || !since) return;
      const step = onboardingStep(mandate);
      const before = await reminders.find(mandateId);
      const nextActionOn = (await followUps.find(caller.tenantId))?.nextActionOn ?? null;
      const remindedAt = before?.remindedAt ?? null;
      if (!reminderIsDue({ step, since, remindedAt, nextActionOn }, tx.now, this.everyDays)) return;
      const row = { tenantId: caller.tenantId, id: mandateId, step, remindedAt: tx.now };
      if (before) await reminders.save({ ...row, version: before.version });
      else await reminders.insert({ ...row, version: 1 });
      await tx.record({
        name: 'onboarding.reminded',
        objectType: 'Mandate',
        objectId: mandateId,
        facts: { step, actor: actorOfStep(step) },
      });
    });
  }
}
