import { describe, expect, it } from '@jest/globals';
import { parseHash } from './hash-route.js';

describe('the part that an address opens', () => {
  it.each([
    ['#/consentement/abc-123', { part: 'consent', token: 'abc-123' }],
    ['#/accord/t0', { part: 'agreement', token: 't0' }],
    ['#/retrait/a.b%2Bc', { part: 'retrieval', token: 'a.b+c' }],
    ['#/mandat/signer/t1', { part: 'signing', token: 't1' }],
    ['#/mandat/accepter/t2', { part: 'accepting', token: 't2' }],
    ['#/activation/t3', { part: 'activation', token: 't3' }],
    ['#/password-reset/t4', { part: 'passwordReset', token: 't4' }],
    ['#/password-reset', { part: 'forgotten' }],
    ['#/email-change/t5', { part: 'emailChange', token: 't5' }],
    ['#/email-undo/t6', { part: 'emailUndo', token: 't6' }],
    ['#/mandates/1/show', { part: 'console' }],
    ['#/retrait/', { part: 'console' }],
    ['#/certificates/1/show', { part: 'console' }],
    ['', { part: 'console' }],
  ])('%s', (hash, route) => {
    expect(parseHash(hash)).toEqual(route);
  });
});
