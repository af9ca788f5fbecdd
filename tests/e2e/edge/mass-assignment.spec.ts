import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';
import { send, type RawAnswer } from '../support/raw.js';

const schema = buildSchema(
  readFileSync(path.join(import.meta.dirname, '../../../apps/api/schema.graphql'), 'utf8'),
);
const SMUGGLED = [
  'status',
  'state',
  'tenantId',
  'approvedBy',
  'accountId',
  'role',
  '__proto__',
  'constructor',
];

/** The smallest value that the type takes. */
function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [valueOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, valueOf(field.type)]));
  }
  return { Int: 1, Float: 1, Boolean: true, DateTime: '2026-11-22T12:00:00Z' }[String(type)] ?? '1';
}

/** An input object somewhere below an argument: `input`, `input.proofs`, `input.proofs.agentDocument`. */
interface Place {
  readonly steps: readonly string[];
  readonly fields: readonly string[];
}

function placesIn(type: GraphQLInputType, steps: readonly string[]): Place[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  const fields = Object.values(named.getFields());
  return [
    { steps, fields: fields.map(({ name }) => name) },
    ...fields.flatMap((field) => placesIn(field.type, [...steps, field.name])),
  ];
}

/** The smallest value in which this place exists, with what is to stand there besides. */
function valueWith(type: GraphQLInputType, steps: readonly string[], more: object): unknown {
  if (isNonNullType(type)) return valueWith(type.ofType, steps, more);
  if (isListType(type)) return [valueWith(type.ofType, steps, more)];
  const smallest = valueOf(type) as object;
  const [step, ...rest] = steps;
  if (step === undefined) return { ...smallest, ...more };
  const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
  return field ? { ...smallest, [step]: valueWith(field.type, rest, more) } : smallest;
}

class Operation {
  readonly places: readonly Place[];
  private readonly text: string;

  constructor(
    kind: 'query' | 'mutation',
    private readonly field: GraphQLField<unknown, unknown>,
  ) {
    const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
    const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
    this.text = `${kind}(${declared}) { ${field.name}(${passed})${selection} }`;
    this.places = field.args.flatMap(({ name, type }) => placesIn(type, [name]));
  }

  get name(): string {
    return this.field.name;
  }

  send({ steps: [argument, ...steps] }: Place, smuggled?: string): Promise<RawAnswer> {
    const variables = this.field.args
      .filter(({ name, type }) => name === argument || isNonNullType(type))
      .map(({ name, type }) => [
        name,
        name === argument ? valueWith(type, steps, smuggled ? { smuggled: 'x' } : {}) : valueOf(type),
      ]);
    const body = JSON.stringify({ query: this.text, variables: Object.fromEntries(variables) });
    // In the text, because an object literal of this name would set the prototype instead.
    return send({ body: smuggled ? body.replace('"smuggled"', JSON.stringify(smuggled)) : body });
  }
}

const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {});
const operations = [
  ...fieldsOf(schema.getQueryType()).map((field) => new Operation('query', field)),
  ...fieldsOf(schema.getMutationType()).map((field) => new Operation('mutation', field)),
].filter(({ places }) => places.length > 0);

describe('mass assignment', () => {
  it('knows every operation with an input', () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(operations.flatMap(({ places }) => places).length).toBeGreaterThan(operations.length);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s refuses every field that its input does not have',
    async (_name, operation) => {
      for (const place of operation.places) {
        const plain = await operation.send(place);
        expect({ at: place.steps, plain: plain.status }).toEqual({ at: place.steps, plain: 200 });
        for (const name of SMUGGLED.filter((each) => !place.fields.includes(each))) {
          const { status, extensions } = await operation.send(place, name);
          expect({ at: place.steps, name, status, code: extensions?.code }).toEqual({
            at: place.steps,
            name,
            status: 400,
            code: 'INVALID_INPUT',
          });
        }
      }
    },
  );
});
