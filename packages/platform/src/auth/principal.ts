/** Roles from the least to the most trusted; each may do what those before it may. */
export const ROLES = ['customer', 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls, as a verified access token says. */
export interface Principal {
  readonly id: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** Whether a role is at least as trusted as another. */
export const hasRole = (role: Role, atLeast: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(atLeast);
