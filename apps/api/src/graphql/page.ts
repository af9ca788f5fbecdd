import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { MAX_PAGE, type Page, type PageRequest } from '@mandataire/application/reading';
import { invalidInput } from './invalid-input.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page.' })
  endCursor!: string | null;
}

/** A page of nodes. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/** What every connection over a node type has: extend it with a name, and with `totalCount` where the list counts. */
export function connectionOf<Node>(name: string, node: () => Type<Node>): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String)
    cursor!: string;

    @Field(node)
    node!: Node;
  }

  @ObjectType({ isAbstract: true })
  class ConnectionClass {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return ConnectionClass;
}

/** The page as GraphQL shows it. */
export const toConnection = <Row, Node>(page: Page<Row>, node: (row: Row) => Node): Connection<Node> => ({
  edges: page.rows.map(({ cursor, row }) => ({ cursor, node: node(row) })),
  pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.rows.at(-1)?.cursor ?? null },
});

/** A connection that can count its whole list: only when `totalCount` is asked for. */
export type Counted<C> = C & { readonly count: () => Promise<number> };

const SIZE = 'Rows of the page, 1 to 100.';
const AFTER = '`endCursor` of the page before.';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 25, description: SIZE })
  first!: number;

  @Field(() => String, { nullable: true, description: AFTER })
  after?: string | null;
}

/** The journal is read in longer pages. */
@ArgsType()
export class LongPageArgs {
  @Field(() => Int, { defaultValue: 50, description: SIZE })
  first!: number;

  @Field(() => String, { nullable: true, description: AFTER })
  after?: string | null;
}

/** @throws INVALID_INPUT first: a larger page is refused, never cut silently. */
export function pageRequest({ first, after }: PageArgs): PageRequest {
  if (first < 1 || first > MAX_PAGE) throw invalidInput({ first: 'PAGE_SIZE' });
  return { first, after: after ?? null };
}
