import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { RESOLVERS } from './resolvers.js';

const HEAD = '# Written from the resolvers of apps/api (npm run generate): change them, not this file.\n\n';

/** `apps/api/schema.graphql`: the contract of the API, sorted, with its descriptions as the manual. */
export async function printApiSchema(): Promise<string> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await context.get(GraphQLSchemaFactory).create([...RESOLVERS]);
  await context.close();
  return `${HEAD}${printSchema(lexicographicSortSchema(schema))}\n`;
}
