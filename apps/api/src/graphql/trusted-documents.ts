import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, validate, type GraphQLSchema } from 'graphql';
import type { Documents } from './documents.js';

const FILE = 'documents.json';

/** The operations of the console's build: SHA-256 of the text, hexadecimal → text (apps/console/vite.config.ts). */
export class TrustedDocuments {
  private readonly trusted: ReadonlySet<string>;

  constructor(private readonly texts: ReadonlyMap<string, string>) {
    this.trusted = new Set(texts.values());
  }

  /** None where the console isn't built. @throws when a text is not what its name says. */
  static of(consoleDir: string): TrustedDocuments {
    const file = path.resolve(consoleDir, FILE);
    if (!existsSync(file)) return new TrustedDocuments(new Map());
    const texts = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    for (const [id, text] of texts) {
      if (createHash('sha256').update(text).digest('hex') !== id)
        throw new Error(`${FILE}: ${id} is another text`);
    }
    return new TrustedDocuments(new Map(texts));
  }

  get size(): number {
    return this.texts.size;
  }

  text(id: string): string | undefined {
    return this.texts.get(id);
  }

  includes(text: string): boolean {
    return this.trusted.has(text);
  }

  /** @throws at start-up when the console was built for another schema, or asks for more than the limits allow. */
  check(schema: GraphQLSchema, documents: Documents): void {
    for (const text of this.trusted) {
      const { fault, detail } = documents.weigh(text, schema);
      const [error] = fault ? [] : validate(schema, parse(text));
      const reason = error?.message ?? detail ?? fault;
      if (reason)
        throw new Error(`The console's build does not fit this API (${reason}): build it again. ${text}`);
    }
  }
}
