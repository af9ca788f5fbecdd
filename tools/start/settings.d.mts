/** The environment of one process, without what opens the others' doors. */
export function environmentOf(
  process: 'mailbox' | 'status' | 'worker' | 'api',
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string>>;
