import { describe, expect, it } from '@jest/globals';
import type { WorkerUseCases } from '@mandataire/platform/worker';
import { checkProcessors, processorsOf } from './processors.js';

const all = () => processorsOf({} as WorkerUseCases);

describe('processors', () => {
  it('exist exactly once for every catalogued job', () => {
    expect(() => checkProcessors(all())).not.toThrow();
  });

  it('stop the start when one is missing or doubled', () => {
    const [first, ...others] = all();
    if (!first) throw new Error('no processor');
    expect(() => checkProcessors(others)).toThrow('has 0 processors');
    expect(() => checkProcessors([first, first, ...others])).toThrow('has 2 processors');
  });
});
