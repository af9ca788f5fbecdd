import { describe, expect, it } from '@jest/globals';
import { createLogger } from './index.js';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(
    createLogger({ process: 'api', level: 'info', destination: { write: (line) => void lines.push(line) } }),
  );
  return lines.join('');
}

describe('logger', () => {
  it.each(['password', 'code', 'token', 'csr', 'cookie', 'authorization', 'set-cookie'])(
    'never writes the value of %s, however deep',
    (name) => {
      const line = logged((log) =>
        log.info(
          {
            [name]: 'hidden',
            req: { headers: { [name]: 'hidden' } },
            body: { variables: { input: { [name]: 'hidden' } } },
          },
          'x',
        ),
      );
      expect(line).not.toContain('hidden');
      expect(line).toContain('[…]');
    },
  );

  it('keeps kind, message and code of an error, and drops what a driver hangs on it', () => {
    const error = Object.assign(new Error('duplicate key', { cause: new Error('deeper') }), {
      code: '23505',
      detail: 'Key (email)=(claire@example.fr) already exists.',
      parameters: ['claire@example.fr'],
    });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).toContain('duplicate key');
    expect(line).toContain('23505');
    expect(line).toContain('deeper');
    expect(line).not.toContain('claire@example.fr');
  });
});
