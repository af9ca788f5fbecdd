import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';

/** One place of one operation where a client may name an object: `placeOrder input.holderId`. */
export interface IdArgument {
  readonly operation: string;
  readonly path: string;
  readonly document: string;
  /** What the operation gives is a list that the id only filters: an empty one is the right answer. */
  readonly filters: boolean;
  variables(id: string, own: OwnIds): Record<string, unknown>;
}

/** Objects of the asker's own company by the name of the argument that takes them. */
export type OwnIds = Readonly<Record<string, string>>;

const schema = buildSchema(
  readFileSync(path.join(import.meta.dirname, '../../../apps/api/schema.graphql'), 'utf8'),
);
const DEEPEST_SELECTION = 3;

/** Everything of the answer that needs no argument, so that a leak anywhere in it would show. */
function selection(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .filter((field) => isLeafType(getNamedType(field.type)) || depth < DEEPEST_SELECTION)
    .map((field) => `${field.name} ${selection(field.type, depth + 1)}`);
  return `{ ${['__typename', ...fields].join(' ')} }`;
}

/** Where ids stand within an input: paths such as `input.confirmedCertificateIds`. */
function idPaths(name: string, type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [name];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => idPaths(`${name}.${field.name}`, field.type));
}

const DAY = /On$|^after$|^before$/;
const TEXTS: readonly (readonly [RegExp, (tag: string) => unknown])[] = [
  [/idempotencyKey/, () => crypto.randomUUID()],
  [/email/i, () => 'nadia.benali@essai.example'],
  [/siren/i, () => '732829320'],
  [/expiresOn|ExpiresOn|endsOn/, () => '2028-06-30'],
  [DAY, () => new Date().toISOString().slice(0, 10)],
  [/givenNames/, () => 'Zoé'],
  [/surname|name/i, () => 'Lefèvre'],
  [/productCode/, () => 'INITIO'],
  [/^code$/, () => '123456'],
  [/reason/, () => 'Instruction du dossier'],
];

/** A value that the edge accepts, so that the use case behind it is what answers. */
function scalar(type: string, name: string): unknown {
  if (type === 'Int') return 1;
  if (type === 'Boolean') return true;
  if (type === 'DateTime') return new Date().toISOString();
  return TEXTS.find(([pattern]) => pattern.test(name))?.[1](name) ?? 'Essai';
}

interface Filling {
  readonly target: string;
  readonly id: string;
  readonly own: OwnIds;
}

function value(type: GraphQLInputType, at: string, filling: Filling): unknown {
  if (isNonNullType(type)) return value(type.ofType, at, filling);
  if (isListType(type)) return [value(type.ofType, at, filling)];
  const name = at.split('.').at(-1) ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || filling.target.startsWith(`${at}.${field.name}`),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, value(field.type, `${at}.${field.name}`, filling)]),
    );
  }
  if (type.name === 'ID') return at === filling.target ? filling.id : filling.own[name];
  if ('getValues' in type) return CHOSEN[name] ?? type.getValues()[0]?.name;
  return scalar(type.name, name);
}

/** Choices that ask for fewer other fields. */
const CHOSEN: Readonly<Record<string, string>> = { decision: 'REJECT', reason: 'KEY_LOST' };

function idArguments(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): IdArgument[] {
  const document = (names: readonly string[]) => {
    const args = field.args.filter(({ name }) => names.includes(name));
    const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
    return `${kind}(${declared}) { ${field.name}(${given}) ${selection(field.type)} }`;
  };
  return field.args.flatMap((arg) =>
    idPaths(arg.name, arg.type).map((target) => {
      const used = field.args.filter((other) => other === arg || isRequiredArgument(other));
      return {
        operation: field.name,
        path: target,
        document: document(used.map(({ name }) => name)),
        filters: arg.name === 'filter',
        variables: (id, own) =>
          Object.fromEntries(used.map(({ name, type }) => [name, value(type, name, { target, id, own })])),
      };
    }),
  );
}

/** Every id argument of every query and mutation: generated, so that a new operation is walked from its first day. */
export const everyIdArgument = (): IdArgument[] => [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => idArguments('query', field)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) =>
    idArguments('mutation', field),
  ),
];
