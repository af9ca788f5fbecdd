import { describe, expect, it } from '@jest/globals';
import { permittedActs, type Standing } from '@mandataire/domain/permission';
import type { Viewer } from '../graphql/schema.js';
import { navigationOf } from './navigation.js';

const standing = (part: Partial<Standing>): Standing => ({
  memberships: [],
  platformRoles: [],
  mandate: null,
  ...part,
});

const pages = (part: Partial<Standing>) =>
  navigationOf({ permissions: permittedActs(standing(part)) } as unknown as Viewer).map(({ to }) => to);

describe('the menu, from the permission table', () => {
  it('shows an MC with a mandate the whole fleet', () => {
    const mandate = { acts: ['ORDER', 'REVOKE'], productCodes: ['INITIO'], establishments: [] } as const;
    expect(pages({ memberships: ['CERTIFICATION_AGENT'], mandate })).toEqual([
      '/',
      '/holders',
      '/certificates',
      '/orders',
      '/mandates',
      '/company',
      '/members',
      '/journal',
    ]);
  });

  it('shows an MC without a mandate nothing (I-2)', () => {
    expect(pages({ memberships: ['CERTIFICATION_AGENT'] })).toEqual([]);
  });

  it('shows a holder his certificates and requests only', () => {
    expect(pages({ memberships: ['HOLDER'] })).toEqual(['/', '/certificates', '/orders']);
  });

  it.each([
    ['REGISTRATION_OFFICER', ['/', '/review', '/mandate-review']],
    ['SALES', ['/companies', '/portfolio']],
    ['AUDITOR', ['/journal']],
    ['ADMINISTRATOR', ['/staff']],
  ] as const)('shows %s %j', (role, expected) => {
    expect(pages({ platformRoles: [role] })).toEqual(expected);
  });

  it('shows an HR reader people and certificates, no order', () => {
    expect(pages({ memberships: ['HR_READER'] })).toEqual(['/', '/holders', '/certificates']);
  });
});
