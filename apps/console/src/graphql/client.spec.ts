import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { requestRevocation } from './acts.js';
import { fetchFleet } from './home.js';
import { AbandonedAct } from './graphql-error.js';
import { sessionEnd } from './session-end.js';
import { stepUp } from './session.js';
import { stepUpDesk } from './step-up.js';

const original = globalThis.fetch;
const STEP_UP = { message: 'x', extensions: { code: 'FORBIDDEN', reason: 'STEP_UP_REQUIRED' } };
const OVER = { message: 'x', extensions: { code: 'UNAUTHENTICATED' } };
const REVOCATION = { data: { requestRevocation: { id: 'r' } } };
const FLEET = { data: { fleet: { holders: 1 } } };
const REVOKE = { idempotencyKey: 'k', certificateId: '1', reason: 'KEY_LOST', comment: null } as const;

let sent: string[] = [];
let answers: (() => Promise<object>)[] = [];
let ended = 0;
let leave: (() => void)[] = [];

beforeEach(() => {
  sent = [];
  answers = [];
  ended = 0;
  leave = [
    sessionEnd.subscribe(() => {
      ended += 1;
    }),
  ];
  globalThis.fetch = (async (_url: string, init: RequestInit) => {
    sent.push(String(init.body));
    return Response.json(await answers.shift()?.());
  }) as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = original;
  leave.forEach((close) => close());
});

const answer = (...given: object[]) => answers.push(...given.map((one) => () => Promise.resolve(one)));
const refused = { errors: [STEP_UP] };

describe('an act that asks for a fresh factor', () => {
  it('goes on once with the very same variables when its person has proved one', async () => {
    answer(refused, REVOCATION);
    leave.push(stepUpDesk.open(() => Promise.resolve(true)));
    await expect(requestRevocation(REVOKE)).resolves.toEqual({ id: 'r' });
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
  });

  it('is abandoned when he would not, and not sent again', async () => {
    answer(refused);
    leave.push(stepUpDesk.open(() => Promise.resolve(false)));
    await expect(requestRevocation(REVOKE)).rejects.toBeInstanceOf(AbandonedAct);
    expect(sent).toHaveLength(1);
  });

  it('is refused for good when it is refused again', async () => {
    answer(refused, refused);
    leave.push(stepUpDesk.open(() => Promise.resolve(true)));
    await expect(requestRevocation(REVOKE)).rejects.toMatchObject({ reason: 'STEP_UP_REQUIRED' });
    expect(sent).toHaveLength(2);
  });

  it('is refused in a sentence where nobody can be asked', async () => {
    answer(refused);
    const error: unknown = await requestRevocation(REVOKE).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'STEP_UP_REQUIRED', message: 'x' });
    expect(error).not.toBeInstanceOf(AbandonedAct);
  });

  it('asks once for two acts at a time', async () => {
    answer(refused, refused, REVOCATION, REVOCATION);
    let asked = 0;
    leave.push(
      stepUpDesk.open(() => {
        asked += 1;
        return new Promise((resolve) => setTimeout(() => resolve(true), 20));
      }),
    );
    await Promise.all([requestRevocation(REVOKE), requestRevocation(REVOKE)]);
    expect(asked).toBe(1);
  });
});

describe('a token that is renewed', () => {
  const later = (given: object, ms: number) => () =>
    new Promise<object>((resolve) => setTimeout(() => resolve(given), ms));

  it('ends no session for what was asked with the old one meanwhile', async () => {
    answers = [later({ data: { stepUp: { id: 'a' } } }, 30), later({ errors: [OVER] }, 5), later(FLEET, 0)];
    const [, fleet] = await Promise.all([stepUp({ code: '123456' }), fetchFleet()]);
    expect(fleet).toEqual({ holders: 1 });
    expect(ended).toBe(0);
  });

  it('is no excuse for a session that is over', async () => {
    answer({ errors: [OVER] });
    await expect(fetchFleet()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([sent.length, ended]).toEqual([1, 1]);
    answer({ errors: [OVER] });
    await expect(stepUp({ code: '123456' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([sent.length, ended]).toEqual([2, 2]);
  });
});
