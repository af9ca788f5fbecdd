import type { ReadScope } from '@mandataire/application/reading';
import type { Statement } from './read-database.js';

/** Collects the values of one statement: every value is a parameter, never text. */
export class Values {
  private readonly list: unknown[] = [];

  /** The placeholder of this value. */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }

  statement(text: string): Statement {
    return { text, values: this.list };
  }
}

export const where = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

/**
 * The scope as a condition, beside what row-level security says: the company's rows, of a holder only his own. A
 * platform scope adds nothing: its policy alone decides which tables it opens.
 * @param columns the tenant's column and, for OWN, the column with the holder's account.
 */
export function within(
  scope: ReadScope,
  values: Values,
  columns: { readonly tenant: string; readonly holderAccount: string },
): string[] {
  if (scope.kind === 'COMPANY') return [`${columns.tenant} = ${values.add(scope.tenantId)}`];
  if (scope.kind === 'OWN') {
    return [
      `${columns.tenant} = ${values.add(scope.tenantId)}`,
      `${columns.holderAccount} = ${values.add(scope.accountId)}`,
    ];
  }
  return [];
}

/** `%text%` with the text's own wildcards made harmless; compared without accents and case, whatever the columns' orders. */
export const contains = (expression: string, search: string, values: Values): string =>
  `unaccent((${expression}) COLLATE "default") ILIKE unaccent(${values.add(`%${search.replace(/[\\%_]/g, '\\$&')}%`)})`;
