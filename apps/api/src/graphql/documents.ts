import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import { LIMITS, measure, type Measured } from './limits.js';

const MOST_KEPT = 1_000;
/** Fields that a text counts as which is too long to be weighed. */
const UNWEIGHED = 100;

/**
 * The query texts that were weighed and found good, so that each is parsed and weighed once. A bad one is weighed again
 * each time: its sender must not push the good ones out.
 */
export class Documents {
  private readonly admitted = new Map<string, Measured>();

  weigh(text: string, schema: GraphQLSchema): Measured {
    const known = this.admitted.get(text);
    if (known) return known;
    const measured = weigh(text, schema);
    if (measured.fault === undefined) this.keep(text, measured);
    return measured;
  }

  private keep(text: string, measured: Measured): void {
    if (this.admitted.size >= MOST_KEPT) this.admitted.clear();
    this.admitted.set(text, measured);
  }
}

function weigh(text: string, schema: GraphQLSchema): Measured {
  if (text.length > LIMITS.characters) return { fault: 'TOO_LONG', rootFields: UNWEIGHED };
  try {
    return measure(parse(text, { maxTokens: LIMITS.tokens, noLocation: true }), schema);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens. Parsing aborted'))
      return { fault: 'TOO_MANY_TOKENS', rootFields: UNWEIGHED };
    return { fault: 'SYNTAX', detail: error.message, rootFields: 1 };
  }
}
