import type { MandateActRecord, SignerPhone } from '@mandataire/domain/mandate';
import { FakeTable } from '../unit-of-work/table.fake.js';
import type {
  EvidenceRepositories,
  EvidenceStamp,
  KeptContent,
  SealedEvidence,
} from './evidence.repositories.js';

/** What the fake remembers of evidence. */
export class FakeEvidence {
  contents: KeptContent[] = [];
  sealed: SealedEvidence[] = [];
  stamps: EvidenceStamp[] = [];
  phones: SignerPhone[] = [];
}

export function evidenceRepositories(
  state: { readonly evidence: FakeEvidence; readonly mandateActs: MandateActRecord[] },
  tenantId: string,
): EvidenceRepositories {
  const contents = new FakeTable(state.evidence.contents, tenantId);
  const sealed = new FakeTable(state.evidence.sealed, tenantId);
  const phones = new FakeTable(state.evidence.phones, tenantId);
  return {
    acts: async (mandateId) => state.mandateActs.filter((act) => act.mandateId === mandateId),
    contents: Object.assign(contents, {
      ofHash: async (mandateId: string, contentHash: string) =>
        contents.visible.find((row) => row.mandateId === mandateId && row.contentHash === contentHash),
    }),
    sealed: Object.assign(sealed, {
      ofEvent: async (eventId: string) => sealed.visible.find((row) => row.eventId === eventId),
    }),
    stamps: new FakeTable(state.evidence.stamps, tenantId),
    phones: Object.assign(phones, {
      ofEmail: async (email: string) => phones.visible.find((row) => row.email === email),
    }),
  };
}
