import type { CompanyRegistry, RegistryAnswer } from './company-registry.port.js';

/** Answers what the test says. */
export class FakeCompanyRegistry implements CompanyRegistry {
  readonly asked: string[] = [];
  answer: RegistryAnswer = { outcome: 'NOT_CONFIGURED' };
  async find(siren: string): Promise<RegistryAnswer> {
    this.asked.push(siren);
    return this.answer;
  }
}
