import type { CalendarDate } from '../time/index.js';
import type { FunnelLine, OnboardingStep } from './pipeline.js';

/** How many quarters ahead sales look: the longest life of a certificate has twelve. */
export const PORTFOLIO_QUARTERS = 8;
/** Mandates that end within so many days. */
export const MANDATE_ENDING_DAYS = 90;
/** An MC who has not been here for so many days. */
export const INACTIVE_DAYS = 60;

/** "2026-T4": a quarter of the calendar in Paris. */
export type Quarter = string;

export const quarterOf = (date: CalendarDate): Quarter =>
  `${date.slice(0, 4)}-T${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/** The quarter of this day and those after it. */
export function quartersFrom(date: CalendarDate, count = PORTFOLIO_QUARTERS): readonly Quarter[] {
  const first = Number(date.slice(0, 4)) * 4 + Math.ceil(Number(date.slice(5, 7)) / 3) - 1;
  return Array.from(
    { length: count },
    (_, at) => `${Math.floor((first + at) / 4)}-T${((first + at) % 4) + 1}`,
  );
}

/** Certificates that end in a quarter: how many may be renewed (R14, I-13), how many need a new order (R15, I-31). */
export interface QuarterExpiries {
  readonly quarter: Quarter;
  readonly renewable: number;
  readonly newOrder: number;
}

/** One company as sales see its fleet: counts, and nobody's name (I-1). */
export interface PortfolioLine {
  readonly companyId: string;
  readonly siren: string;
  readonly name: string;
  readonly step: OnboardingStep;
  /** Of the sales person. */
  readonly ownerName: string | null;
  readonly activeCertificates: number;
  readonly expiries: readonly QuarterExpiries[];
  readonly mandatesEnding: number;
  readonly inactiveAgents: number;
}

export interface Portfolio {
  readonly quarters: readonly QuarterExpiries[];
  readonly funnel: readonly FunnelLine[];
  readonly lines: readonly PortfolioLine[];
}

export interface ExpiryCount {
  readonly companyId: string;
  readonly quarter: Quarter;
  readonly renewable: number;
  readonly newOrder: number;
}

/** Counts laid out over the same quarters for every company; what ends later is in none. */
export function spread(counts: readonly Omit<ExpiryCount, 'companyId'>[], quarters: readonly Quarter[]) {
  return quarters.map((quarter): QuarterExpiries => {
    const of = counts.filter((count) => count.quarter === quarter);
    return {
      quarter,
      renewable: of.reduce((sum, { renewable }) => sum + renewable, 0),
      newOrder: of.reduce((sum, { newOrder }) => sum + newOrder, 0),
    };
  });
}
