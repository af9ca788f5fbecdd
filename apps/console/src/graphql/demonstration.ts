import { request } from './client.js';
import { operation } from './operation.js';

const DEMONSTRATION = operation('query Demonstration { demonstration }');

let asked: Promise<boolean> | undefined;

/** Whether this is a demonstration; asked once. Without an answer the pages say nothing of it. */
export const demonstration = (): Promise<boolean> =>
  (asked ??= request<{ demonstration: boolean }>(DEMONSTRATION).then(
    (answer) => answer.demonstration,
    () => {
      asked = undefined;
      return false;
    },
  ));
