/** What the software knows of the names of companies, over all of them. */
export interface CompanyNames {
  /** Whether another company has this name, case and accents apart; never tells which (house.md). */
  isTakenBeside(name: string, tenantId: string): Promise<boolean>;
}
