import type { Order } from '@mandataire/domain/order';
import { addDuration } from '@mandataire/domain/time';
import { SHOWN_LINK_VALIDITY } from '@mandataire/domain/verification-day';
import type { LinkIssuer } from '../link/index.js';
import type { ConsoleAddresses } from '../mail/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface ShownLink {
  readonly opens: 'CONSENT' | 'AGREEMENT';
  readonly url: string;
  readonly expiresAt: Date;
}

const awaitsConsent = ({ state, consentedAt }: Order): boolean =>
  state === 'AWAITING_CONSENT' && consentedAt === null;

/**
 * A link that the MC shows as a QR code and the holder opens on his own phone, once and within a quarter of an hour: to
 * consent to the order that waits for it, otherwise to agree to the verification and to his data (F15). The link that was
 * mailed works on. What is done by it is recorded as SHOWN_LINK: whoever shows it could have opened it himself, so it is
 * weaker than the certified address. Permission `identity.verify`.
 */
export class ShowConsentLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkIssuer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(requester: Requester, personId: string): Promise<ShownLink> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.verify');
      const person = await tx.dayPeople.find(personId);
      const holder = person && (await tx.holders.find(person.holderId));
      if (!holder) throw notFound();
      const identity = await tx.identities.version(holder.id, holder.identityNumber);
      if (!identity) throw notFound();
      const order = (await tx.orders.ofHolder(holder.id)).find(awaitsConsent);
      const opens = order ? 'CONSENT' : 'AGREEMENT';
      const expiresAt = addDuration(tx.now, SHOWN_LINK_VALIDITY);
      const { token } = await this.links.issue(tx, {
        purpose: order ? 'SHOWN_CONSENT' : 'AGREEMENT',
        objectId: order ? order.id : person.id,
        email: identity.email,
        expiresAt,
      });
      await tx.record({
        name: 'verification-day.link-shown',
        objectType: 'Holder',
        objectId: holder.id,
        facts: { opens, dayId: person.dayId },
      });
      const path = order ? 'consentement' : 'accord';
      return { opens, url: this.addresses.console(`/${path}/${token}`), expiresAt };
    });
  }
}
