export const DEFAULT_LOCALE = 'en';

/** What a person lets change of their profile; null clears. */
export interface ProfileChange {
  readonly displayName?: string;
  readonly phone?: string | null;
  readonly phoneNumber?: string | null;
  readonly locale?: string;
}

/** Who a person is to the shop. Its id is the user id; the e-mail address is the auth service's to change. */
export class Profile {
  id!: string;
  email!: string;
  displayName!: string;
  phone!: string | null;
  /** Where text messages may go, in E.164; null when the person wants none. */
  phoneNumber!: string | null;
  /** A BCP 47 tag: the language people are written to in. */
  locale!: string;
  version!: number;
  /** Which attempt at registering wrote this; an earlier one that arrives late changes nothing. */
  registrationAttempt!: number;
  createdAt!: Date;
  updatedAt!: Date;

  change(change: ProfileChange, now: Date): void {
    this.displayName = change.displayName?.trim() ?? this.displayName;
    if (change.phone !== undefined) this.phone = change.phone;
    if (change.phoneNumber !== undefined) this.phoneNumber = change.phoneNumber;
    this.locale = change.locale ?? this.locale;
    this.version += 1;
    this.updatedAt = now;
  }
}
