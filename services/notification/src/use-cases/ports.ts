import type { ChannelName, Kind } from '../domain/kinds';

/** Where and how to write to a person, as of this moment. */
export interface Contact {
  readonly email: string;
  readonly displayName: string;
  /** A BCP 47 tag. */
  readonly locale: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  /** Where text messages go (E.164); absent when the person gave no number for them. */
  readonly phoneNumber?: string;
}

export interface Contacts {
  /**
   * @returns undefined when there is no such person (any more)
   * @throws DomainError unavailable
   */
  find(userId: string): Promise<Contact | undefined>;
}

export interface ResetToken {
  readonly token: string;
  readonly expiresAt: string;
}

export interface ResetTokens {
  /**
   * Makes the token of a password reset, which replaces the one before.
   *
   * @returns undefined when the reset is over: used, expired or withdrawn
   * @throws DomainError unavailable
   */
  make(resetId: string): Promise<ResetToken | undefined>;
}

/** The texts of a notification, filled in. A channel takes what it can show. */
export interface Content {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly short: string;
  /** Where in the shop it leads to. */
  readonly link: string;
}

export interface Message {
  /** The same for every attempt, so that a repeat after a crash can be recognised. */
  readonly id: string;
  readonly kind: Kind;
  /** Null when it is for the staff. */
  readonly userId: string | null;
  readonly to: Contact;
  readonly content: Content;
  /** Where its recipient can put an end to messages like it; absent when they cannot. */
  readonly unsubscribeUrl: string | undefined;
}

/** A way to reach people. */
export interface Channel {
  /**
   * Hands a message over. It answers within 30 seconds.
   *
   * @throws DeliveryError, with a code that holds no address
   */
  send(message: Message): Promise<void>;
}

/** The channels over which something is sent. The inbox is not among them: what it shows is in our own database. */
export type SendingChannel = Exclude<ChannelName, 'inbox'>;

export type Channels = Readonly<Record<SendingChannel, Channel>>;
