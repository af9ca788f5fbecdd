import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { PLATFORM } from '../platform.token.js';
import { ProductNode } from './product.graphql.js';

@Resolver()
export class ProductResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [ProductNode], {
    description: 'The catalogue, in its order; also what cannot be ordered here yet.',
  })
  @Permission('viewer.read')
  async products(): Promise<ProductNode[]> {
    const products = await this.platform.catalogue.current();
    return products.map(({ code, version, name, level, medium, profile, orderable }) => ({
      ...{ code, version, name, level, medium, orderable },
      usages: profile.usages,
      validityMonths: profile.validityMonths,
    }));
  }
}
