/** How many browsers one person has notifications in. */
export const MAX_PUSH_SUBSCRIPTIONS = 20;

/** A browser that a person wants notifications in. Its endpoint and keys let their holder write to it: they are shown to nobody. */
export class PushSubscription {
  id!: string;
  userId!: string;
  /** The https address at the push service of the browser's maker. */
  endpoint!: string;
  /** The browser's public key (P-256, uncompressed, base64url). */
  p256dh!: string;
  /** What the browser and we authenticate messages with (16 bytes, base64url). */
  auth!: string;
  /** What the person calls it. */
  label!: string | null;
  createdAt!: Date;
}
