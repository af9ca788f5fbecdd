import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesUnder, ROOT } from './checkout.js';

/** A waiver explains itself after ` -- `: at least a few words. */
const EXPLAINED = /(eslint-disable|depcruise-disable)[^\n]*?\s--\s+\S+(\s+\S+){2,}/;
const WAIVER = /(?:\/\/|\/\*)\s*(?:eslint-disable|depcruise-disable)[^\n]*/g;

/** The waivers of a source that don't say why. */
export function unexplainedWaivers(source: string): string[] {
  return [...source.matchAll(WAIVER)].map(([waiver]) => waiver).filter((waiver) => !EXPLAINED.test(waiver));
}

describe('a lint waiver', () => {
  it('is found when it gives no reason', () => {
    const rule = 'eslint-' + 'disable-next-line no-console';
    expect(unexplainedWaivers(`// ${rule}\nx();`)).toHaveLength(1);
    expect(unexplainedWaivers(`/* ${rule} -- ok */`)).toHaveLength(1);
    expect(unexplainedWaivers(`// ${rule} -- the command line prints its answer`)).toHaveLength(0);
  });

  it('gives its reason everywhere', () => {
    const files = ['apps', 'libs', 'migrations', 'tests', 'tools', 'bench'].flatMap((folder) =>
      filesUnder(folder, /\.(ts|tsx|mjs)$/),
    );
    const found = files.flatMap((file) =>
      unexplainedWaivers(readFileSync(path.join(ROOT, file), 'utf8')).map((waiver) => `${file}: ${waiver}`),
    );
    expect(found).toEqual([]);
  });
});
