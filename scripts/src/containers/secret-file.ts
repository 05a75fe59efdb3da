/** A file that one of the containers reads. */
export interface SecretFile {
  /** The volume it is in, without `secrets-`. */
  folder: string;
  name: string;
  /** Who may read it, and nobody else but his group. */
  owner: Owner;
  text: string;
}

/** An account inside a container, by numbers: images know their accounts by different names. */
export interface Owner {
  uid: number;
  /** A group that may read too. */
  gid?: number;
}

/** Writes variables one a line, as a shell and `node --env-file` read them. */
export function environmentText(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
