/** The form in which an e-mail address is kept and compared: `Carla@Example.ORG` is `carla@example.org`. */
export const normaliseEmail = (email: string): string => email.toLowerCase();
