/**
 * A failure that the reader can cure: the message says what is wrong and what to type.
 * The tools print it alone, without a stack; any other error is a defect of the tool and keeps its stack.
 */
export class Failure extends Error {
  constructor(message, { details = '' } = {}) {
    super(message);
    this.name = 'Failure';
    this.details = details;
  }
}

/** Prints an error the way its kind deserves. */
export function printError(error, write = (text) => process.stderr.write(text)) {
  if (error instanceof Failure) {
    if (error.details) write(`${error.details.trimEnd()}\n`);
    write(`\n✖ ${error.message}\n`);
  } else {
    write(`\n✖ ${error?.stack ?? String(error)}\n`);
  }
}
