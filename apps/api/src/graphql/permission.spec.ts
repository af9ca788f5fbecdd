import { describe, expect, it } from '@jest/globals';
import { Mutation, Query, Resolver } from '@nestjs/graphql';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RESOLVERS } from '../resolvers.js';
import { checkPermissions, declaredPermissions, Permission } from './permission.js';

@Resolver()
class SilentResolver {
  @Query(() => String)
  @Permission('viewer.read')
  declared(): string {
    return '';
  }

  @Mutation(() => String)
  silent(): string {
    return '';
  }
}

describe('permissions of operations', () => {
  it('are declared by every operation of the schema', () => {
    const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'));
    const operations = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const declared = declaredPermissions(RESOLVERS);
    expect(declared.map(({ operation }) => operation).sort()).toEqual(operations.sort());
    expect(declared.filter(({ declared: act }) => act === undefined)).toEqual([]);
  });

  it('are open without a session only where nobody needs to be known', () => {
    const open = declaredPermissions(RESOLVERS)
      .filter(({ declared }) => ['PUBLIC', 'LINK', 'PENDING'].includes(String(declared)))
      .map(({ operation, declared }) => `${operation} ${declared}`);
    expect(open.sort()).toEqual([
      'acceptInvitation LINK',
      'acceptMandate LINK',
      'activateAccount LINK',
      'activation LINK',
      'answerCertificate LINK',
      'beginActivation LINK',
      'beginTotpEnrolment PENDING',
      'confirmEmailChange LINK',
      'confirmRecoveryCode PENDING',
      'confirmTotp PENDING',
      'confirmTotpEnrolment PENDING',
      'consentRequest LINK',
      'declineConsent LINK',
      'demonstration PUBLIC',
      'giveConsent LINK',
      'giveIdentityAgreement LINK',
      'identityAgreement LINK',
      'login PUBLIC',
      'logout PUBLIC',
      'mandateDraft LINK',
      'mandateFile LINK',
      'nameAgent LINK',
      'passwordReset LINK',
      'requestActCode LINK',
      'requestPasswordReset PUBLIC',
      'resetPassword LINK',
      'retrieval LINK',
      'signMandate LINK',
      'signingOptions LINK',
      'submitCertificateRequest LINK',
      'undoEmailChange LINK',
      'viewer PUBLIC',
    ]);
  });

  it('stop the start when one is missing', () => {
    expect(() => checkPermissions(RESOLVERS)).not.toThrow();
    expect(() => checkPermissions([SilentResolver])).toThrow('No permission declared: silent');
  });
});
