import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import type { RateLimits } from '../edge/rate-limits.js';
import { contextOf } from './request-context.js';

/** Counts each root field before it runs, aliases one by one, against account, address and act. */
export class RateGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  /** @throws RATE_LIMITED */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const context = contextOf(execution.getArgByIndex(2));
    const { fieldName, parentType }: GraphQLResolveInfo = execution.getArgByIndex(3);
    const session = await context.session();
    const { request } = (execution.getArgByIndex(2) as MercuriusContext).reply;
    request.accountId = session?.accountId ?? null;
    const sender = { accountId: session?.accountId, address: context.address };
    await this.limits.act(fieldName, parentType.name === 'Mutation', sender);
    return true;
  }
}
