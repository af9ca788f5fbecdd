import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type ValidationContext,
} from 'graphql';

/** A whole page of the console needs some two hundred. */
export const MOST_TOKENS = 2_000;
export const DEEPEST = 12;
const MOST_ALIASES = 30;

/** Few aliases, and one mutation per request: an alias must not multiply expensive fields or tries of a password. */
export function fewAliases(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (node.alias) aliases += 1;
      if (aliases === MOST_ALIASES + 1) {
        context.reportError(new GraphQLError(`More than ${MOST_ALIASES} aliases`, { nodes: node }));
      }
    },
    OperationDefinition(node) {
      if (node.operation !== 'mutation') return;
      const fields = node.selectionSet.selections;
      if (fields.length > 1 || fields.some(({ kind }) => kind !== Kind.FIELD)) {
        context.reportError(new GraphQLError('One mutation per request', { nodes: node }));
      }
    },
  };
}

/** Validation beside the specification's: introspection only where the schema is open. */
export const validationRules = (openSchema: boolean) =>
  openSchema ? [fewAliases] : [fewAliases, NoSchemaIntrospectionCustomRule];
