import { describe, expect, it } from '@jest/globals';
import { KeysetPages, type KeysetPage } from './keyset-pages.js';

/** Rows 1..7, two a page; the cursor is the last row's number. Counts what it is asked. */
function source() {
  const asked: (string | null)[] = [];
  const fetchPage = (after: string | null): Promise<KeysetPage<number>> => {
    asked.push(after);
    const from = Number(after ?? 0);
    const rows = [1, 2, 3, 4, 5, 6, 7].filter((n) => n > from).slice(0, 2);
    const endCursor = String(rows.at(-1) ?? from);
    return Promise.resolve({ rows, endCursor, hasNextPage: Number(endCursor) < 7, totalCount: 7 });
  };
  return { asked, fetchPage };
}

describe('numbered pages over a keyset list', () => {
  it('goes forward and back with one request each', async () => {
    const pages = new KeysetPages();
    const { asked, fetchPage } = source();
    for (const page of [1, 2, 3, 2]) await pages.page('list', page, fetchPage);
    expect(asked).toEqual([null, '2', '4', '2']);
  });

  it('walks to a page that it has no cursor for', async () => {
    const { asked, fetchPage } = source();
    const page = await new KeysetPages().page('list', 3, fetchPage);
    expect(page.rows).toEqual([5, 6]);
    expect(asked).toEqual([null, '2', '4']);
  });

  it('answers the last page when the list ends earlier', async () => {
    const { fetchPage } = source();
    expect((await new KeysetPages().page('list', 9, fetchPage)).rows).toEqual([7]);
  });

  it('keeps the cursors of one filter apart from those of another', async () => {
    const pages = new KeysetPages();
    const { asked, fetchPage } = source();
    await pages.page('list a', 1, fetchPage);
    await pages.page('list b', 2, fetchPage);
    expect(asked).toEqual([null, null, '2']);
  });
});
