/** What auth hands to the user service about somebody who registers. */
export interface RegisteringPerson {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  /** The number of the attempt: what an earlier one says later is ignored there. */
  readonly attempt: number;
}

/** The profiles, which the user service owns. */
export interface Profiles {
  /**
   * Writes the profile. May be repeated.
   *
   * @throws DomainError unavailable when that cannot be done now
   */
  save(person: RegisteringPerson): Promise<void>;
}
