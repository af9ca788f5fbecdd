import { setTimeout as pause } from 'node:timers/promises';

interface Message {
  readonly text: string;
  readonly receivedAt: string;
}

const PATIENCE_MS = 20_000;

/** Waits for a mail to `to` that is newer than `since` and holds a link with this path; gives the link's token. */
export async function tokenFromMail(
  api: string,
  to: string,
  at: { path: string; since: Date },
): Promise<string> {
  const link = new RegExp(`/#/${at.path}/([\\w-]{43})`);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${api}/messages?to=${encodeURIComponent(to)}`);
    const messages = (await response.json()) as Message[];
    const found = messages
      .filter((message) => new Date(message.receivedAt) >= at.since)
      .map((message) => link.exec(message.text)?.[1])
      .find((token) => token !== undefined);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`No mail with a link ${at.path} to ${to} within 20 s.`);
    await pause(50);
  }
}
