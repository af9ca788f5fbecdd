import type { RevocationFeed, RevocationFollower } from '@mandataire/application/certificate';

/** A feed in one's hands: it has told everything until `silence`, or `end` cuts it. */
export class FakeRevocationFeed implements RevocationFeed {
  private followers: RevocationFollower[] = [];

  follow(follower: RevocationFollower): void {
    this.followers.push(follower);
    follower.lost();
    follower.heardUntil(Number.POSITIVE_INFINITY);
  }

  revoked(issuerId: string, serial: string): void {
    for (const follower of this.followers) follower.revoked(issuerId, serial);
  }

  /** The last sign of life was this many milliseconds ago. */
  silentFor(ms: number): void {
    for (const follower of this.followers) follower.heardUntil(performance.now() - ms);
  }

  lost(): void {
    for (const follower of this.followers) follower.lost();
  }

  async close(): Promise<void> {
    this.followers = [];
  }
}
