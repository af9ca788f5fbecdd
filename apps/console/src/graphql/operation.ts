declare const operation_: unique symbol;

/** The text of an operation that the build knows: only such a one can be sent. */
export type Operation = string & { readonly [operation_]: true };

/** Every operation of the modules that were loaded. */
export const OPERATIONS = new Set<Operation>();

/**
 * Declares an operation. Call it where its module is loaded, never later: in production the API runs nothing but what the
 * build has collected (`operations.ts`).
 */
export function operation(text: string): Operation {
  // One space is as good as an indented line, and the text is sent and kept in many places.
  const declared = text.replace(/\s+/g, ' ').trim() as Operation;
  OPERATIONS.add(declared);
  return declared;
}
