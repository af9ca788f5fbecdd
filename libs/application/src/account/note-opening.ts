import type { TenantId } from '@mandataire/domain/tenant';
import type { Clock, Randomness } from '../clock/index.js';
import type { ReadScope } from '../reading/index.js';
import { accessOf } from './access-entry.js';
import type { AccessJournal, Session } from './account.ports.js';

export interface OpenedFile {
  readonly objectType: 'Order' | 'Certificate' | 'Mandate';
  readonly id: string;
  readonly tenantId: TenantId;
}

/**
 * Notes that somebody of the staff opened a company's file, or the journal over companies (I-1: their access is scoped and
 * logged). Once per session and file: a page that looks again every few seconds is one opening. The company's own people
 * are not noted.
 */
export class NoteOpening {
  constructor(
    private readonly access: AccessJournal,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async file(session: Session, scope: ReadScope, file: OpenedFile, correlationId: string): Promise<void> {
    if (isOfCompany(scope)) return;
    const entry = this.entry(session, 'file.opened', correlationId);
    const { objectType, id, tenantId } = file;
    await this.access.note({ ...entry, tenantId, objectType, objectId: id });
  }

  async journal(session: Session, scope: ReadScope, correlationId: string): Promise<void> {
    if (isOfCompany(scope)) return;
    await this.access.note({ ...this.entry(session, 'journal.opened', correlationId), tenantId: null });
  }

  private entry(session: Session, name: 'file.opened' | 'journal.opened', correlationId: string) {
    return accessOf(session, { name, at: this.clock.now(), correlationId }, this.randomness);
  }
}

const isOfCompany = ({ kind }: ReadScope): boolean => kind === 'COMPANY' || kind === 'OWN';
