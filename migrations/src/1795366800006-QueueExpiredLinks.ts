import type { MigrationInterface, QueryRunner } from 'typeorm';

/** D29: the office's queue also holds the orders whose link is over; one partial index serves both. */
export class QueueExpiredLinks1795366800006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(reviewIndex(`state IN ('UNDER_REVIEW', 'LINK_EXPIRED')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(reviewIndex(`state = 'UNDER_REVIEW'`));
  }
}

const reviewIndex = (condition: string) => `
  DROP INDEX certificate_order_review_idx;
  CREATE INDEX certificate_order_review_idx ON certificate_order ((coalesce(co_signed_at, placed_at)), id)
    WHERE ${condition};
`;
