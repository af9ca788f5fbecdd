import {
  checkAmong,
  emptyDraft,
  handInSheet,
  takeOverFaults,
  termsMeet,
  type Mandate,
  type TakenOverLine,
} from '@mandataire/domain/mandate';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { orRefuse, RefusedError, refusedError } from '../refusal/index.js';
import type { TenantLocator } from '../tenant/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { emptySheet, requireEmail, tidyNaming } from './open-later-mandate.js';

/** Of one line: in the officers' queue with its reference, or why not. */
export type TakeOverVerdict =
  | {
      readonly line: number;
      readonly ok: true;
      readonly mandateId: string | null;
      readonly reference: string;
    }
  | { readonly line: number; readonly ok: false; readonly error: RefusedError };

export interface TakenOverList {
  readonly lines: readonly TakenOverLine[];
  /** Codes of the catalogue. */
  readonly products: readonly string[];
}

/** More would not be read by a person either. */
export const MOST_LINES = 500;

/** Takes a line back that was only tried. */
class Tried extends Error {
  constructor(readonly reference: string) {
    super('tried');
  }
}

/**
 * Mandates that were signed on paper before this software are taken over from a list (D25). Each line is a transaction of
 * its own, whole or not at all; a refused one says why and keeps no other from passing. What passes is under review: an
 * officer still checks each sheet. A dry run does the same and takes it back. Permission `mandate.take-over`.
 */
export class TakeOverMandates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locator: Pick<TenantLocator, 'ofSiren'>,
    private readonly randomness: Randomness,
  ) {}

  /** @throws INVALID_INPUT { lines } for none or too many. */
  async execute(
    requester: Requester,
    { lines, products }: TakenOverList,
    dryRun: boolean,
  ): Promise<readonly TakeOverVerdict[]> {
    if (lines.length === 0) throw refusedError(refuseInput({ lines: 'REQUIRED' }).refusal);
    if (lines.length > MOST_LINES) throw refusedError(refuseInput({ lines: 'TOO_MANY' }).refusal);
    const verdicts: TakeOverVerdict[] = [];
    const passed: TakenOverLine[] = [];
    for (const [index, line] of lines.entries()) {
      try {
        if (passed.some((other) => sameMandate(line, other)))
          throw refusedError(refuseByRule('D12', 'MANDATE_OVERLAPS').refusal);
        mustBeKnown(line, products);
        const made = await this.take(requester, line, dryRun);
        passed.push(line);
        verdicts.push({ line: index + 1, ok: true, ...made });
      } catch (error) {
        // What is nobody's fault stops the list; what the line is refused for is its verdict.
        if (!(error instanceof RefusedError) || error.code === 'FORBIDDEN') throw error;
        verdicts.push({ line: index + 1, ok: false, error });
      }
    }
    return verdicts;
  }

  private async take(
    requester: Requester,
    line: TakenOverLine,
    dryRun: boolean,
  ): Promise<{ readonly mandateId: string | null; readonly reference: string }> {
    const tenantId = await this.locator.ofSiren(line.siren.replace(/\s/g, ''));
    if (!tenantId) throw refusedError(refuseByRule('R31', 'COMPANY_NOT_OPEN').refusal);
    const { accountId, correlationId } = requester;
    try {
      return await this.unitOfWork.run({ tenantId, accountId, correlationId }, async (tx) => {
        await authorise(tx, requester, 'mandate.take-over');
        const mandate = await this.write(tx, tenantId, line);
        const reference = mandate.paper?.reference ?? '';
        if (dryRun) throw new Tried(reference);
        return { mandateId: mandate.id, reference };
      });
    } catch (error) {
      if (error instanceof Tried) return { mandateId: null, reference: error.reference };
      throw error;
    }
  }

  /** In the empty draft that sales opened, if it still is one. */
  private async write(tx: Transaction, tenantId: TenantId, line: TakenOverLine): Promise<Mandate> {
    const { siren } = await tx.companies.own();
    const all = await tx.mandates.all();
    const draft = all.find(({ state }) => state === 'DRAFT');
    const named = tidyNaming(line);
    requireEmail('agentEmail', named.agentEmail);
    const representativeEmail = line.representativeEmail.trim().toLowerCase();
    requireEmail('representativeEmail', representativeEmail);
    const faults = takeOverFaults(line, siren, tx.now);
    if (Object.keys(faults).length > 0) throw refusedError(refuseInput(faults).refusal);
    const sheet = { ...emptySheet(this.randomness), takenOver: true };
    const { agentName, agentEmail, acts, productCodes, establishments, startsOn, endsOn } = named;
    const waiting: Mandate = {
      ...(draft ?? emptyDraft(tenantId, this.randomness.id())),
      ...{ agentName, agentEmail, acts, productCodes, establishments, startsOn, endsOn },
      state: 'AWAITING_SIGNATURES',
      representativeName: line.representativeName.normalize('NFC').replace(/\s+/gu, ' ').trim(),
      representativeEmail,
      paper: sheet,
    };
    const handed = orRefuse(handInSheet(waiting, { ...line, scanFileId: null }, tx.now));
    const mandate = orRefuse(checkAmong(handed, all));
    if (draft) await tx.mandates.save(mandate);
    else await tx.mandates.insert(mandate);
    await tx.record({
      name: 'mandate.submitted',
      objectType: 'Mandate',
      objectId: mandate.id,
      previousState: draft ? 'DRAFT' : null,
      nextState: mandate.state,
      facts: { strength: 'PAPER', takenOver: true, reference: sheet.reference },
    });
    return mandate;
  }
}

function mustBeKnown({ productCodes }: TakenOverLine, products: readonly string[]): void {
  if (!productCodes.every((code) => products.includes(code)))
    throw refusedError(refuseInput({ productCodes: 'INVALID_VALUE' }).refusal);
}

/** A dry run keeps nothing, so that a list is compared with itself as well. */
const sameMandate = (one: TakenOverLine, other: TakenOverLine): boolean =>
  one.siren.replace(/\s/g, '') === other.siren.replace(/\s/g, '') &&
  one.agentEmail.trim().toLowerCase() === other.agentEmail.trim().toLowerCase() &&
  termsMeet(one, other);
