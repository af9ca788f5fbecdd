import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { permissionsDocument } from '../../tools/generate/permissions.js';
import { stateMachinesDocument } from '../../tools/generate/state-machines.js';
import { testedClauses } from '../../tools/traceability/read-tests.js';
import { coveredIn, trace, traceabilityDocument } from '../../tools/traceability/traceability.js';
import { ROOT } from './checkout.js';
import { COVERED } from './covered.data.js';

const traces = trace(ROOT);
const committed = readFileSync(path.join(ROOT, 'docs/traceability.md'), 'utf8');

describe('traceability', () => {
  it('reads clauses from titles and rows, not from code or comments', () => {
    const source =
      "// R1\nconst x = 'R2';\nit('keeps data (R22, I-7)', () => {});\nit.each([\n  ['Probatio (R15)', 1],\n])('%s', f);";
    expect(testedClauses(source).sort()).toEqual(['I-7', 'R15', 'R22']);
  });

  it('knows every rule and invariant', () => {
    expect(traces.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 42 }, (_, i) => `R${i + 1}`),
      ...Array.from({ length: 32 }, (_, i) => `I-${i + 1}`),
    ]);
  });

  it('finds a test still for each rule that the table calls covered', () => {
    const tested = new Set(traces.filter(({ tests }) => tests.length > 0).map(({ id }) => id));
    expect(coveredIn(committed).filter((id) => !tested.has(id))).toEqual([]);
    expect(COVERED.filter((id) => !tested.has(id))).toEqual([]);
  });

  it('is the table that the sources give (npm run generate)', () => {
    expect(committed).toBe(traceabilityDocument(traces));
  });
});

describe('the state machines of the documentation', () => {
  it('are those of the domain (npm run generate)', () => {
    const drawn = readFileSync(path.join(ROOT, 'docs/state-machines.md'), 'utf8');
    expect(drawn).toBe(stateMachinesDocument());
  });
});

describe('who may do what in the documentation', () => {
  it('is what server and console decide by (npm run generate)', () => {
    const drawn = readFileSync(path.join(ROOT, 'docs/permissions.md'), 'utf8');
    expect(drawn).toBe(permissionsDocument());
  });
});
