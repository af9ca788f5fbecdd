import { randomUUID } from 'node:crypto';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { NO_LINES } from '@mandataire/domain/staff-list';
import { NOW, type TestCompany, type World } from './world.builder.js';

const LIST = randomUUID();
const OCTETS = Buffer.from('nom;matricule\nLefèvre;0042\n');
const DIGEST = '7'.repeat(64);
const PLACE = { address: '1 rue de la République', postalCode: '69001', city: 'Lyon' } as const;

/** A row of this company in each table that files, onboarding, the later life of mandates and staff lists bring. */
export async function fillCompany(world: World, company: TestCompany, holderId: string): Promise<void> {
  await world.in(company, async (tx) => {
    await fillFiles(tx, company);
    await fillOnboarding(tx, company);
    await fillMandateLife(tx, company);
    await fillStaffList(tx, company);
  });
  // Only the worker reminds, reads a staff list and gives people their employer's keys.
  await world.worker.unitOfWork.run(company.caller, async (tx) => {
    const [mandate] = await tx.mandates.all();
    const reminded = { step: 'AGENT_SIGNATURE', remindedAt: NOW };
    await tx.onboarding.reminders.insert({ ...own(company), id: mandate!.id, ...reminded });
    await tx.staffLists.stage(LIST, [{ position: 2, cells: ['Lefèvre', '0042'] }]);
    await tx.colleagues.setEmployeeKeys([{ holderId, employeeKey: '0042' }]);
  });
}

const own = ({ tenantId }: TestCompany) => ({ tenantId, id: randomUUID(), version: 1 });

async function fillFiles(tx: Transaction, company: TestCompany): Promise<void> {
  const wrappedKey = Uint8Array.of(1);
  const key = { ...own(company), number: 1, masterKeyId: '8'.repeat(16), wrappedKey, madeAt: NOW };
  await tx.storedFiles.addFirstKey(key);
  const file = {
    ...{ ...own(company), name: 'kbis.pdf', size: 1, sha256: DIGEST },
    ...({ purpose: 'COMPANY_PROOF', mediaType: 'application/pdf', state: 'UPLOADED' } as const),
    ...{ uploadedBy: company.agentId, uploadedAt: NOW },
    ...{ objectType: null, objectId: null, attachedAt: null, removedAt: null },
  };
  await tx.storedFiles.insert(file, { companyKeyId: key.id, wrappedKey, sealed: Uint8Array.of(2) });
}

async function fillOnboarding(tx: Transaction, company: TestCompany): Promise<void> {
  const { tenantId, siren } = company;
  const { registrations, establishments, papers, followUps } = tx.onboarding;
  const recorded = { recordedBy: company.agentId, recordedAt: NOW };
  await registrations.insert({
    ...{ tenantId, id: tenantId, version: 1, legalForm: '5710', ...PLACE, vatNumber: null },
    ...{ source: 'REGISTRY', registeredName: 'LAITERIE', closed: false, ...recorded },
  });
  await establishments.insert({
    ...{ ...own(company), siret: `${siren}00012`, name: 'Siège', ...PLACE },
    ...{ headOffice: true, closed: false, source: 'REGISTRY' },
  });
  await papers.insert({
    ...{ tenantId, id: randomUUID(), kind: 'COMPANY_PROOF', type: 'KBIS', reference: 'K-1' },
    ...{ issuedOn: '2026-11-01', expiresOn: null, ...recorded },
  });
  await followUps.insert({
    ...{ tenantId, id: tenantId, version: 1, ownerId: null },
    ...{ nextAction: 'Relancer le dirigeant', nextActionOn: '2026-12-01' },
  });
}

async function fillMandateLife(tx: Transaction, company: TestCompany): Promise<void> {
  const { agentId } = company;
  const [mandate] = await tx.mandates.all();
  await tx.delegations.insert({
    ...{ ...own(company), delegatedBy: agentId, delegateName: 'Anne Roy', endedAt: null },
    ...{ delegateEmail: 'anne@company.example', actReference: 'D-1', actDatedOn: '2026-11-01' },
    ...{ acts: ['ORDER'], startsOn: '2026-11-01', endsOn: '2027-10-31' },
  });
  await tx.agentDepartures.insert({
    ...{ ...own(company), state: 'ANNOUNCED', leaver: 'AGENT', accountId: agentId, reason: null },
    ...{ knownOn: '2026-11-20', effectiveOn: '2027-01-01', successorMandateId: null, carriedOutAt: null },
    ...{ reportedBy: agentId, reportedAs: 'CERTIFICATION_AGENT', reportedAt: NOW },
  });
  await tx.confirmations.insert({
    ...{ ...own(company), mandateId: mandate!.id, representativeAccountId: agentId },
    ...{ askedAt: NOW, dueOn: '2026-12-22', remindedAt: null, alertedAt: null },
    ...{ confirmedAt: null, confirmedBy: null },
  });
}

async function fillStaffList(tx: Transaction, company: TestCompany): Promise<void> {
  const { agentId } = company;
  await tx.staffLists.insert({
    ...{ ...own(company), id: LIST, name: 'personnel.csv', size: OCTETS.length, sha256: DIGEST },
    ...{ channel: 'CONSOLE', state: 'RECEIVED', uploadedBy: agentId, uploadedAt: NOW, orderedBy: agentId },
    ...{ format: null, encoding: null, separator: null, headerLine: null, headers: [], mapping: null },
    ...{ fault: null, lines: 0, cursor: 0, done: 0, checked: NO_LINES, outcome: NO_LINES },
    ...{ checkStartedAt: null, checkedAt: null, runStartedAt: null, endedAt: null, forgottenAt: null },
  });
  await tx.staffLists.keepFile(LIST, OCTETS);
  await tx.staffLists.remember({ matricule: 'employeeKey' });
}
