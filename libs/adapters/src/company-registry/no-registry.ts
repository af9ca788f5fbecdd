import type { CompanyRegistry, RegistryAnswer } from '@mandataire/application/onboarding';

/** No register is configured: the number is judged by its key (V1), the rest is entered from a proof (V3). */
export class NoRegistry implements CompanyRegistry {
  async find(): Promise<RegistryAnswer> {
    return { outcome: 'NOT_CONFIGURED' };
  }
}
