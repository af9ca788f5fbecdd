import type { CompanyRegistry, RegistryAnswer } from '@mandataire/application/onboarding';
import { establishmentsAnswer, legalUnitAnswer, registeredCompany } from './sirene-answer.js';

export interface SireneSettings {
  /** SIRENE_URL: `https://api.insee.fr/api-sirene/3.11`. */
  readonly url: string;
  /** SIRENE_KEY: of an application subscribed to the public plan. */
  readonly key: string;
  /** Of one look-up, both requests together. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** The most that the API gives in one page. */
const ESTABLISHMENTS = 1_000;
/** A thousand establishments take three megabytes: what is longer is none of its answers. */
const MOST_OCTETS = 16_000_000;
const NOT_FOUND = 404;
const TOO_MANY = 429;

class Unavailable extends Error {
  constructor(readonly retryAfterSeconds: number | null) {
    super('the register does not answer');
  }
}

/**
 * The public Sirene API of INSEE, version 3.11. Nothing that it answers is believed unread: another status, another shape,
 * too long or too late, and the caller goes on by hand.
 */
export class SireneRegistry implements CompanyRegistry {
  constructor(private readonly settings: SireneSettings) {}

  async find(siren: string): Promise<RegistryAnswer> {
    const signal = AbortSignal.timeout(this.settings.timeoutMs ?? TIMEOUT_MS);
    try {
      const unit = await this.get(`/siren/${encodeURIComponent(siren)}`, signal);
      if (unit === undefined) return { outcome: 'UNKNOWN' };
      const query = new URLSearchParams({ q: `siren:${siren}`, nombre: String(ESTABLISHMENTS) });
      const found = await this.get(`/siret?${query.toString()}`, signal);
      const { uniteLegale } = legalUnitAnswer.parse(unit);
      if (uniteLegale.siren !== siren) throw new Unavailable(null);
      const establishments = establishmentsAnswer.parse(
        found ?? { header: { total: 0 }, etablissements: [] },
      );
      return { outcome: 'FOUND', company: registeredCompany(uniteLegale, establishments) };
    } catch (error) {
      return {
        outcome: 'UNAVAILABLE',
        retryAfterSeconds: error instanceof Unavailable ? error.retryAfterSeconds : null,
      };
    }
  }

  /** The body as it stands, or undefined where nothing has this number. @throws Unavailable, and whatever the network does. */
  private async get(path: string, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(`${this.settings.url}${path}`, {
      signal,
      redirect: 'error',
      headers: { accept: 'application/json', 'X-INSEE-Api-Key-Integration': this.settings.key },
    });
    if (response.ok) return JSON.parse(await bodyOf(response));
    await response.body?.cancel();
    if (response.status === NOT_FOUND) return undefined;
    throw new Unavailable(response.status === TOO_MANY ? retryAfter(response) : null);
  }
}

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let octets = 0;
  for await (const part of response.body ?? []) {
    octets += part.byteLength;
    if (octets > MOST_OCTETS) throw new Unavailable(null);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const retryAfter = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : null;
};
