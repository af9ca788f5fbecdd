/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** Reads the instructions of a Dockerfile; comments and empty lines are left out. */
export function parseDockerfile(source: string): Instruction[] {
  return source
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...rest] = line.split(/\s+/);
      if (!/^[A-Z]+$/.test(name)) throw new Error(`Not a Dockerfile instruction: ${line}`);
      return { name, value: rest.join(' ') };
    });
}

/** The words of an exec-form instruction: `["node", "main.js"]`. */
export function execForm(value: string): string[] {
  return JSON.parse(value.slice(value.indexOf('['))) as string[];
}

/** The instructions of the last stage: what the image runs. */
export function lastStage(instructions: readonly Instruction[]): Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
}
