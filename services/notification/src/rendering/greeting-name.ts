const MAX_LENGTH = 60;

/** What makes mail programs see a link or an address. */
const LINK_LIKE = /[/\\@:<>]|\p{L}\.\p{L}{2}/u;

/**
 * The name to greet a person by. Anybody can register somebody else's address under a name of their choice: one that is long
 * or could be read as a link is left out, so that our mails carry nobody's advertising.
 */
export function greetingName(displayName: string): string {
  const name = displayName.replaceAll(/\s+/g, ' ').trim();
  return name === '' || name.length > MAX_LENGTH || LINK_LIKE.test(name) ? 'there' : name;
}
