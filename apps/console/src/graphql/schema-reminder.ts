/** Reminders of a certificate (apps/api/schema.graphql). */
/** RFC 3339, UTC. */
type DateTime = string;

export interface Reminder {
  readonly id: string;
  /** Days before the end; negative: after it. */
  readonly rung: number;
  readonly recipient: string;
  readonly email: string;
  readonly state: 'PLANNED' | 'SENT' | 'SUPPRESSED';
  readonly suppressedBecause: string | null;
  readonly plannedAt: DateTime;
  readonly sentAt: DateTime | null;
}
