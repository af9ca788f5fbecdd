import { shownState } from '@mandataire/domain/certificate';
import { DEFAULT_LADDER, dueRung, type Reminder, type ReminderRecipient } from '@mandataire/domain/reminder';
import { reachesEstablishment } from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

/** How far ahead the planner looks: one day more than the first rung. */
export const REMINDER_HORIZON = { days: (DEFAULT_LADDER[0] ?? 90) + 1 } as const;

/**
 * Plans the rung that is due for one certificate, for the holder and for every MC whose active mandate
 * reaches him (P14, D12). The ledger
 * is unique in (certificate, rung, recipient, address), so planning again, by another worker or after a restart, adds
 * nothing. A certificate that is renewed, revoked or not active any more gets none (I-31).
 */
export class PlanReminders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(caller: Caller, certificateId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const certificate = await tx.certificates.find(certificateId);
      // J+1 speaks of a certificate that has just expired by itself.
      if (!certificate || !['ACTIVE', 'EXPIRED'].includes(shownState(certificate, tx.now))) return;
      const rung = dueRung(certificate.notAfter, tx.now);
      if (rung === undefined || (await tx.revocations.openFor(certificate.id))) return;
      const lines = [
        { recipient: 'HOLDER' as const, email: certificate.certifiedData.email },
        ...(await agents(tx, certificate.holderId)),
      ];
      const planned = await tx.reminders.plan(lines.map((line) => this.line(tx, certificateId, rung, line)));
      for (const reminder of planned) {
        await tx.record({
          name: 'reminder.planned',
          objectType: 'Reminder',
          objectId: reminder.id,
          nextState: reminder.state,
          facts: { certificateId, rung, recipient: reminder.recipient },
        });
      }
    });
  }

  private line(
    tx: Transaction,
    certificateId: string,
    rung: number,
    to: { recipient: ReminderRecipient; email: string },
  ): Reminder {
    return {
      tenantId: tx.caller.tenantId,
      id: this.randomness.id(),
      version: 1,
      certificateId,
      rung,
      ...to,
      state: 'PLANNED',
      suppressedBecause: null,
      plannedAt: tx.now,
      sentAt: null,
    };
  }
}

async function agents(
  tx: Transaction,
  holderId: string,
): Promise<{ recipient: ReminderRecipient; email: string }[]> {
  const establishment = (await tx.holders.find(holderId))?.establishment ?? null;
  const active = (await tx.mandates.all()).filter(
    (mandate) => mandate.state === 'ACTIVE' && reachesEstablishment(mandate.establishments, establishment),
  );
  const emails: string[] = [];
  for (const { agentAccountId } of active) {
    const account = agentAccountId === null ? undefined : await tx.accounts.find(agentAccountId);
    if (account) emails.push(account.email);
  }
  return [...new Set(emails)].map((email) => ({ recipient: 'CERTIFICATION_AGENT', email }));
}
