import { z } from 'zod';
import type { BatchGate } from '@mandataire/domain/staff-list';
import { SETTINGS } from '../config/settings.data.js';

const schema = z.object({
  BATCH_GATE_CERTIFICATES: SETTINGS.BATCH_GATE_CERTIFICATES,
  BATCH_GATE_PERCENT: SETTINGS.BATCH_GATE_PERCENT,
});

/** From how many revocations on a list needs two persons, as this installation has it (D15). */
export function batchGate(env: Readonly<Record<string, unknown>>): BatchGate {
  const { BATCH_GATE_CERTIFICATES, BATCH_GATE_PERCENT } = schema.parse(env);
  return { certificates: BATCH_GATE_CERTIFICATES, share: BATCH_GATE_PERCENT / 100 };
}
