import { request } from './client.js';
import { operation } from './operation.js';

const DEMONSTRATION = operation('query Demonstration { demonstration }');

export const fetchDemonstration = async (): Promise<boolean> =>
  (await request<{ demonstration: boolean }>(DEMONSTRATION)).demonstration;

let asked: Promise<boolean> | undefined;

/** Whether this is a demonstration; asked once. Without an answer the pages say nothing of it. */
export const demonstration = (): Promise<boolean> =>
  (asked ??= fetchDemonstration().catch(() => {
    asked = undefined;
    return false;
  }));
