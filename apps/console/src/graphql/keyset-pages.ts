/** One page of a keyset list: the rows, the cursor of the next page, and the count when the server gives one. */
export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly totalCount: number | undefined;
}

export type FetchPage<Row> = (after: string | null) => Promise<KeysetPage<Row>>;

/**
 * Numbered pages, as react-admin asks for them, over a list that only knows "after this row". The cursors seen are kept
 * per list (resource, filter and page size), so that "previous" and "next" cost one request; a page reached by its number
 * alone (a reload on page 3) is walked to.
 */
export class KeysetPages {
  private readonly cursors = new Map<string, (string | null)[]>();

  async page<Row>(list: string, page: number, fetchPage: FetchPage<Row>): Promise<KeysetPage<Row>> {
    const known = this.cursors.get(list) ?? [null];
    let at = Math.min(page, known.length);
    for (;;) {
      const result = await fetchPage(known[at - 1] ?? null);
      known.length = at;
      if (result.hasNextPage) known.push(result.endCursor);
      this.cursors.set(list, known);
      if (at >= page || !result.hasNextPage) return result;
      at += 1;
    }
  }
}
