import type {
  CertificateRow,
  FleetReader,
  HolderRow,
  MandateRow,
  MeetingRow,
  OpenedCertificate,
  OrderRow,
  RevocationRow,
  VerificationRow,
} from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { Departure } from '@mandataire/domain/departure';
import type { MandateActRecord } from '@mandataire/domain/mandate';
import type { StoredFile } from '@mandataire/domain/stored-file';
import type { Reminder } from '@mandataire/domain/reminder';
import { Batch, byKey, grouped } from './batch.js';

/** What one request reads within one scope, in batches. */
export class Reading {
  readonly holders: Batch<HolderRow>;
  readonly orders: Batch<OrderRow>;
  readonly certificates: Batch<OpenedCertificate>;
  readonly ordersOfHolder: Batch<OrderRow[]>;
  readonly certificatesOfHolder: Batch<CertificateRow[]>;
  /** The newest of each order. */
  readonly certificateOfOrder: Batch<CertificateRow>;
  /** Newest first. */
  readonly verificationsOfHolder: Batch<VerificationRow[]>;
  /** Newest first. */
  readonly meetingsOfHolder: Batch<MeetingRow[]>;
  /** Newest first. */
  readonly departuresOfHolder: Batch<Departure[]>;
  /** The newest request of each certificate. */
  readonly revocationOfCertificate: Batch<RevocationRow>;
  readonly mandates: Batch<MandateRow>;
  readonly evidenceOfMandate: Batch<MandateActRecord[]>;
  readonly copiesOfVerification: Batch<StoredFile[]>;
  /** The change that is planned or runs. */
  readonly openChangeOfHolder: Batch<IdentityChange>;
  readonly remindersOfCertificate: Batch<Reminder[]>;

  constructor(fleet: FleetReader, scope: ReadScope, now: Date) {
    this.holders = new Batch(async (ids) => byKey(await fleet.holdersById(scope, ids, now), ({ id }) => id));
    this.orders = new Batch(async (ids) => byKey(await fleet.ordersById(scope, ids), ({ id }) => id));
    this.certificates = new Batch(async (ids) =>
      byKey(await fleet.certificatesById(scope, ids, now), ({ id }) => id),
    );
    this.ordersOfHolder = new Batch(async (ids) =>
      grouped(await fleet.ordersOfHolders(scope, ids), ({ holderId }) => holderId),
    );
    this.certificatesOfHolder = new Batch(async (ids) =>
      grouped(await fleet.certificatesOfHolders(scope, ids, now), ({ holderId }) => holderId),
    );
    this.certificateOfOrder = new Batch(async (ids) =>
      byKey(await fleet.certificatesOfOrders(scope, ids, now), ({ orderId }) => orderId),
    );
    this.verificationsOfHolder = new Batch(async (ids) =>
      grouped(await fleet.verificationsOfHolders(scope, ids), ({ holderId }) => holderId),
    );
    this.meetingsOfHolder = new Batch(async (ids) =>
      grouped(await fleet.meetingsOfHolders(scope, ids), ({ holderId }) => holderId),
    );
    this.departuresOfHolder = new Batch(async (ids) =>
      grouped(await fleet.departuresOfHolders(scope, ids), ({ holderId }) => holderId),
    );
    this.revocationOfCertificate = new Batch(async (ids) =>
      byKey(await fleet.revocationsOfCertificates(scope, ids), ({ certificateId }) => certificateId),
    );
    this.mandates = new Batch(async (ids) => byKey(await fleet.mandatesById(scope, ids), ({ id }) => id));
    this.evidenceOfMandate = new Batch(async (ids) =>
      grouped(await fleet.evidenceOfMandates(scope, ids), ({ mandateId }) => mandateId),
    );
    this.copiesOfVerification = new Batch(async (ids) =>
      grouped(await fleet.documentCopies(scope, ids), ({ objectId }) => objectId ?? ''),
    );
    this.openChangeOfHolder = new Batch(async (ids) =>
      byKey(await fleet.openIdentityChanges(scope, ids), ({ holderId }) => holderId),
    );
    this.remindersOfCertificate = new Batch(async (ids) =>
      grouped(await fleet.remindersOfCertificates(scope, ids), ({ certificateId }) => certificateId),
    );
  }
}
