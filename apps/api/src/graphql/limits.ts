import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type GraphQLType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { MAX_PAGE } from '@mandataire/application/reading';

/** What one request may ask for. The console's costliest operation, mandates with their evidence, needs about a third. */
export const LIMITS = {
  characters: 8_000,
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  /** Fields of an answer whose every page is full. */
  cost: 30_000,
} as const;

/** Rows that a list without pages is taken to have. */
const UNPAGED_ROWS = 5;

/** Why a query is not even validated; the client reads it in `fields.query`. */
export const QUERY_FAULTS = [
  'CIRCULAR_FRAGMENT',
  'NO_SUBSCRIPTION',
  'ONE_MUTATION',
  'ONE_OPERATION',
  'SYNTAX',
  'TOO_COSTLY',
  'TOO_DEEP',
  'TOO_LONG',
  'TOO_MANY_ALIASES',
  'TOO_MANY_TOKENS',
] as const;
export type QueryFault = (typeof QUERY_FAULTS)[number];

/** Of a selection with its fragments written out. */
export interface Weight {
  /** Fields of the selection itself, aliases included: each runs by itself. */
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}

const NOTHING: Weight = { fields: 0, depth: 0, aliases: 0, cost: 0 };

const sum = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (total, each) => ({
      fields: total.fields + each.fields,
      depth: Math.max(total.depth, each.depth),
      aliases: total.aliases + each.aliases,
      cost: total.cost + each.cost,
    }),
    NOTHING,
  );

class CircularFragment extends Error {}

/** Weighs a document whose fields may not even exist: it runs before validation, whose own cost it bounds. */
class Scales {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Undefined while its fragment is being weighed: met again, it contains itself. */
  private readonly weighed = new Map<string, Weight | undefined>();

  constructor(
    private readonly schema: GraphQLSchema,
    { definitions }: DocumentNode,
  ) {
    this.fragments = new Map(
      definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** @param rows of the page that this selection's lists belong to, as its connection was asked. */
  selection({ selections }: SelectionSetNode, type: GraphQLType | undefined, rows?: number): Weight {
    return sum(
      selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return this.field(selection, type, rows);
        if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value, rows);
        const on = selection.typeCondition;
        return this.selection(selection.selectionSet, on ? this.schema.getType(on.name.value) : type, rows);
      }),
    );
  }

  private field(node: FieldNode, parent: GraphQLType | undefined, rows?: number): Weight {
    const field = fieldOf(parent, node.name.value);
    const page = field && pageSize(field, node);
    const isList = field !== undefined && listsObjects(field.type);
    const within = node.selectionSet
      ? this.selection(node.selectionSet, field && getNamedType(field.type), isList ? undefined : page)
      : NOTHING;
    return {
      fields: 1,
      depth: within.depth + 1,
      aliases: within.aliases + (node.alias ? 1 : 0),
      cost: 1 + within.cost * (isList ? (rows ?? UNPAGED_ROWS) : 1),
    };
  }

  private fragment(name: string, rows?: number): Weight {
    const key = `${name} ${rows}`;
    const known = this.weighed.get(key);
    if (known) return known;
    if (this.weighed.has(key)) throw new CircularFragment();
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    this.weighed.set(key, undefined);
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const weight = this.selection(fragment.selectionSet, type, rows);
    this.weighed.set(key, weight);
    return weight;
  }
}

const fieldOf = (type: GraphQLType | undefined, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

const listsObjects = (type: GraphQLType): boolean =>
  isNonNullType(type) ? listsObjects(type.ofType) : isListType(type) && isCompositeType(getNamedType(type));

/** Rows of the page that a connection's field asks for; a variable may ask for the largest. */
function pageSize(
  field: GraphQLField<unknown, unknown>,
  { arguments: given }: FieldNode,
): number | undefined {
  const first = field.args.find(({ name }) => name === 'first');
  if (!first) return undefined;
  const value = given?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Math.min(Number(value.value), MAX_PAGE);
  return value ? MAX_PAGE : Number(first.defaultValue ?? MAX_PAGE);
}

export interface Measured {
  readonly fault: QueryFault | undefined;
  /** Where the text stops being GraphQL. */
  readonly detail?: string;
  /** Root fields that would run: what a request counts as against the rate limits. */
  readonly rootFields: number;
}

/** The first limit that the document passes, if any. */
export function measure(document: DocumentNode, schema: GraphQLSchema): Measured {
  const [operation, another] = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation || another) return { fault: 'ONE_OPERATION', rootFields: 1 };
  try {
    const root = schema.getRootType(operation.operation) ?? undefined;
    const weight = new Scales(schema, document).selection(operation.selectionSet, root);
    return { fault: faultOf(operation, weight), rootFields: weight.fields };
  } catch (error) {
    if (error instanceof CircularFragment) return { fault: 'CIRCULAR_FRAGMENT', rootFields: 1 };
    throw error;
  }
}

/** One mutation per request: an alias must not multiply tries of a password. */
function faultOf({ operation }: OperationDefinitionNode, weight: Weight): QueryFault | undefined {
  if (operation === 'subscription') return 'NO_SUBSCRIPTION';
  if (operation === 'mutation' && weight.fields > 1) return 'ONE_MUTATION';
  if (weight.depth > LIMITS.depth) return 'TOO_DEEP';
  if (weight.aliases > LIMITS.aliases) return 'TOO_MANY_ALIASES';
  return weight.cost > LIMITS.cost ? 'TOO_COSTLY' : undefined;
}
