/** A moment as people write it, by the clocks of a time zone: 1 March 2026 at 15:05 CET. */
export function formatDate(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone });
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return `${moment.format(at)} ${zone?.value ?? timeZone}`;
}
