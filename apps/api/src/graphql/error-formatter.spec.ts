import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { notFound, rateLimited, refusedError } from '@mandataire/application/refusal';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { SENTENCES } from '@mandataire/domain/wording';
import type { Refusal } from '../edge/refusal-trail.js';
import { errorFormatter } from './error-formatter.js';
import { graphqlContext, type RequestContext } from './request-context.js';

let logged: { level: string; facts: object }[];
beforeEach(() => {
  logged = [];
  openSchema = false;
});
const log = {
  info: (facts: object) => void logged.push({ level: 'info', facts }),
  error: (facts: object) => void logged.push({ level: 'error', facts }),
};

let openSchema: boolean;
let headers: Record<string, string>;
const request: { refusal: Refusal | null } = { refusal: null };
const reply = { request, header: (name: string, value: string) => void (headers[name] = value) };

function format(cause: Error, language: 'fr' | 'en' = 'fr') {
  headers = {};
  request.refusal = null;
  const context = { ...graphqlContext({ language, correlationId: 'c-1' } as RequestContext), reply };
  const error = new GraphQLError(cause.message, { originalError: cause, path: ['order'] });
  const { statusCode, response } = errorFormatter(log, openSchema)(
    { data: null, errors: [error] },
    context as unknown as MercuriusContext,
  );
  const [first] = response.errors as unknown as { message: string; extensions: Record<string, unknown> }[];
  if (!first) throw new Error('no error');
  return { statusCode, ...first };
}

describe('errorFormatter', () => {
  it('says a refusal in the caller’s language, with its facts and the reference', () => {
    const refusal = refusedError(refuseByRule('I-9', 'LINK_EXPIRED').refusal);
    expect(format(refusal)).toMatchObject({
      statusCode: 200,
      message: SENTENCES.fr.reasons.LINK_EXPIRED,
      extensions: { code: 'RULE_REFUSED', rule: 'I-9', reason: 'LINK_EXPIRED', correlationId: 'c-1' },
    });
    expect(format(refusal, 'en').message).toBe(SENTENCES.en.reasons.LINK_EXPIRED);
  });

  it('says when to come back, to programs too', () => {
    expect(format(rateLimited(8))).toMatchObject({
      statusCode: 429,
      extensions: { code: 'RATE_LIMITED', retryAfter: 8 },
    });
    expect(headers).toEqual({ 'retry-after': '8' });
  });

  it('calls an answer of which nothing is left through our fault a 500', () => {
    expect(format(new Error('boom')).statusCode).toBe(500);
    expect(format(new GraphQLError('Cannot return null for non-nullable field Holder.email.'))).toMatchObject(
      {
        statusCode: 500,
        extensions: { code: 'INTERNAL' },
      },
    );
  });

  it('tells nothing of an unexpected error but its reference, and logs it', () => {
    const formatted = format(new Error('duplicate key (email)=(claire@example.fr)'));
    expect(formatted.extensions).toEqual({ code: 'INTERNAL', correlationId: 'c-1' });
    expect(JSON.stringify(formatted)).not.toContain('claire');
    expect(formatted.message).toContain('c-1');
    expect(logged).toMatchObject([{ level: 'error', facts: { correlationId: 'c-1' } }]);
  });

  const SUGGESTION = 'Cannot query field "pim" on type "Holder". Did you mean "pin"?';
  it.each([
    ['with what the schema has, where it is open', true, SUGGESTION],
    ['without suggestions where it is not', false, 'Cannot query field "pim" on type "Holder".'],
  ])('calls a wrong query INVALID_INPUT %s', (_where, open, message) => {
    openSchema = open;
    const context = { ...graphqlContext({ language: 'fr', correlationId: 'c-1' } as RequestContext), reply };
    const invalid = Object.assign(new Error('Graphql validation error'), {
      code: 'MER_ERR_GQL_VALIDATION',
      statusCode: 400,
      errors: [new GraphQLError(SUGGESTION)],
    });
    const { statusCode, response } = errorFormatter(log, openSchema)(
      { errors: [new GraphQLError('x', { originalError: invalid })] },
      context as unknown as MercuriusContext,
    );
    expect(statusCode).toBe(400);
    expect(response.errors?.[0]).toMatchObject({ message, extensions: { code: 'INVALID_INPUT' } });
  });

  it('leaves to the security journal who tried what, and nothing of what people mistype', () => {
    const refused = (cause: Error) => {
      format(cause);
      return request.refusal;
    };
    expect(refused(notFound())).toEqual({ code: 'NOT_FOUND', reason: null, act: 'order' });
    expect(refused(refusedError(refuseByRule('I-9', 'LINK_USED').refusal))).toMatchObject({
      reason: 'LINK_USED',
    });
    expect(refused(rateLimited(8))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(refused(refusedError(refuseInput({ email: 'NOT_AN_EMAIL' }).refusal))).toBeNull();
    expect(refused(refusedError(refuseByRule('I-17', 'REVOCATION_ALREADY_OPEN').refusal))).toBeNull();
  });

  it('does not tell another company’s object from none', () => {
    expect(Object.keys(format(notFound()).extensions).sort()).toEqual(['code', 'correlationId']);
  });
});

describe('docs/errors.md', () => {
  const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../../../..', file), 'utf8');

  it('lists exactly the codes of the enumeration, each with a sentence', () => {
    const source = read('libs/application/src/refusal/refused-error.ts');
    const union = /export type ErrorCode =([^;]*);/.exec(source)?.[1] ?? '';
    const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
    const documented = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code);
    expect(codes).toHaveLength(10);
    expect(documented).toEqual(codes);
    expect(Object.keys(SENTENCES.fr.codes)).toEqual(codes);
  });
});
