import { request } from './client.js';

let asked: Promise<boolean> | undefined;

/** Whether this is a demonstration; asked once. Without an answer the pages say nothing of it. */
export const demonstration = (): Promise<boolean> =>
  (asked ??= request<{ demonstration: boolean }>('query Demonstration { demonstration }').then(
    (answer) => answer.demonstration,
    () => {
      asked = undefined;
      return false;
    },
  ));
