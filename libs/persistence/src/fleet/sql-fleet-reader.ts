import type { FleetReader } from '@mandataire/application/fleet';
import { CertificateReadModel } from '../certificate/index.js';
import type { ReadDatabase } from '../database/index.js';
import { DepartureReadModel } from '../departure/index.js';
import { HolderReadModel } from '../holder/index.js';
import { IdentityChangeReadModel } from '../identity-change/index.js';
import { IdentityMeetingReadModel, IdentityVerificationReadModel } from '../identity-verification/index.js';
import { JournalReadModel } from '../journal/index.js';
import { MandateReadModel, sealedEvidence } from '../mandate/index.js';
import { OrderReadModel } from '../order/index.js';
import { ReminderReadModel } from '../reminder/index.js';
import { RevocationReadModel, RevocationTaskReadModel } from '../revocation/index.js';
import { StoredFileReadModel } from '../stored-file/index.js';
import { CompanyReadModel } from '../tenant/index.js';
import { BoardReadModel } from './board.read-model.js';

/** The read side of the console over the features' read models; each call is one statement in one round trip. */
export function openFleetReader(database: ReadDatabase): FleetReader {
  const board = new BoardReadModel(database);
  const changes = new IdentityChangeReadModel(database);
  const mandates = new MandateReadModel(database);
  const reminders = new ReminderReadModel(database);
  const certificates = new CertificateReadModel(database);
  const companies = new CompanyReadModel(database);
  const holders = new HolderReadModel(database);
  const journal = new JournalReadModel(database);
  const orders = new OrderReadModel(database);
  const revocations = new RevocationReadModel(database);
  const files = new StoredFileReadModel(database);
  const verifications = new IdentityVerificationReadModel(database);
  const meetings = new IdentityMeetingReadModel(database);
  const departures = new DepartureReadModel(database);
  const tasks = new RevocationTaskReadModel(database);
  return {
    counts: (scope, now) => board.counts(scope, now),
    waiting: (scope) => board.waiting(scope),
    holders: (scope, page, filter, now) => holders.page(scope, page, filter, now),
    countHolders: (scope, filter) => holders.count(scope, filter),
    holdersById: (scope, ids, now) => holders.byId(scope, ids, now),
    certificates: (scope, page, filter, now) => certificates.page(scope, page, filter, now),
    countCertificates: (scope, filter, now) => certificates.count(scope, filter, now),
    certificatesById: (scope, ids, now) => certificates.byId(scope, ids, now),
    certificatesOfHolders: (scope, ids, now) => certificates.ofHolders(scope, ids, now),
    certificatesOfOrders: (scope, ids, now) => certificates.ofOrders(scope, ids, now),
    orders: (scope, page, filter) => orders.page(scope, page, filter),
    countOrders: (scope, filter) => orders.count(scope, filter),
    ordersById: (scope, ids) => orders.byId(scope, ids),
    ordersOfHolders: (scope, ids) => orders.ofHolders(scope, ids),
    revocationsOfCertificates: (scope, ids) => revocations.ofCertificates(scope, ids),
    verificationsOfHolders: (scope, ids) => verifications.ofHolders(scope, ids),
    meetingsOfHolders: (scope, ids) => meetings.ofHolders(scope, ids),
    departuresOfHolders: (scope, ids) => departures.latestOfHolders(scope, ids),
    revocationTasks: (scope, now) => tasks.open(scope, now),
    documentCopies: (scope, ids) => files.documentCopies(scope, ids),
    openIdentityChanges: (scope, ids) => changes.openOfHolders(scope, ids),
    identityChangesById: (scope, ids) => changes.byId(scope, ids),
    remindersOfCertificates: (scope, ids) => reminders.ofCertificates(scope, ids),
    mandates: (scope, page, filter) => mandates.page(scope, page, filter),
    mandateQueue: (scope, page) => mandates.queue(scope, page),
    mandatesById: (scope, ids) => mandates.byId(scope, ids),
    evidenceOfMandates: (scope, ids) => mandates.evidence(scope, ids),
    sealedEvidence: (scope, ids) => sealedEvidence(database, scope, ids),
    journal: (scope, page, filter) => journal.page(scope, page, filter),
    companies: (scope, page, search) => companies.page(scope, page, search),
  };
}
