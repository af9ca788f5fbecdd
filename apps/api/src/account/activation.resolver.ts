import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { toString as qrCode } from 'qrcode';
import { passwordMinimum } from '@mandataire/application/account';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  ActivateAccountInput,
  ActivationNode,
  BeginActivationInput,
  TotpEnrolmentNode,
} from './activation.graphql.js';

const ISSUER = 'Mandataire';

/** Key URI format of authenticator applications; SHA-1, six digits and thirty seconds are what they all read. */
const otpauth = (email: string, secret: string): string => {
  const label = `${ISSUER}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${ISSUER}&algorithm=SHA1&digits=6&period=30`;
};

/** The first login, by a mailed link that works once. */
@Resolver()
export class ActivationResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => ActivationNode, { description: 'Reading consumes nothing.' })
  @Permission('LINK')
  async activation(
    @Args('token', { type: () => String }) token: string,
    @Api() api: RequestContext,
  ): Promise<ActivationNode> {
    const found = await this.platform.useCases.activateAccount.read(token, api.correlationId);
    return { ...found, passwordMinimum: passwordMinimum(found.secondFactorRequired) };
  }

  @Mutation(() => TotpEnrolmentNode, {
    description: 'Makes a second factor to enrol; it counts only once a code has proved it.',
  })
  @Permission('LINK')
  async beginActivation(
    @Args('input') { token }: BeginActivationInput,
    @Api() api: RequestContext,
  ): Promise<TotpEnrolmentNode> {
    const { secret, email } = await this.platform.useCases.activateAccount.begin(token, api.correlationId);
    const uri = otpauth(email, secret);
    return { secret, uri, qrCodeSvg: await qrCode(uri, { type: 'svg', errorCorrectionLevel: 'M' }) };
  }

  @Mutation(() => Boolean, { description: 'Sets password and factor and uses the link up; then sign in.' })
  @Permission('LINK')
  async activateAccount(
    @Args('input') { token, password, code }: ActivateAccountInput,
    @Api() api: RequestContext,
  ): Promise<boolean> {
    const input = { token, password, code: code ?? null };
    await this.platform.useCases.activateAccount.complete(input, api.correlationId);
    return true;
  }
}
