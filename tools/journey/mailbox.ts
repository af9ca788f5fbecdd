import { setTimeout as pause } from 'node:timers/promises';

interface Message {
  readonly text: string;
  readonly receivedAt: string;
}

const PATIENCE_MS = 20_000;

/** Waits for a mail to `to` that is newer than `since` and in whose text the pattern's group matches. */
async function fromMail(
  api: string,
  to: string,
  at: { pattern: RegExp; since: Date; what: string },
): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${api}/messages?to=${encodeURIComponent(to)}`);
    const messages = (await response.json()) as Message[];
    const found = messages
      .filter((message) => new Date(message.receivedAt) >= at.since)
      .map((message) => at.pattern.exec(message.text)?.[1])
      .find((match) => match !== undefined);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`No mail with ${at.what} to ${to} within 20 s.`);
    await pause(50);
  }
}

/** The token of the newest link with this path. */
export const tokenFromMail = (api: string, to: string, at: { path: string; since: Date }): Promise<string> =>
  fromMail(api, to, {
    pattern: new RegExp(`/#/${at.path}/([\\w-]{43})`),
    since: at.since,
    what: `a link ${at.path}`,
  });

/** The newest act code. */
export const codeFromMail = (api: string, to: string, since: Date): Promise<string> =>
  fromMail(api, to, { pattern: /signature\s*: (\d{4} \d{4})/, since, what: 'an act code' });
