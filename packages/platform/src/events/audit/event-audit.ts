import { defineEntity, p } from '@mikro-orm/core';

/** How far the inbox was compared with what one publisher has published. */
export class EventAudit {
  publisher!: string;
  /** Where the publisher is asked to go on; null before the first answer. */
  position?: string | null;
  /** Ids of events that are behind the position and could not be applied yet. */
  waiting!: string[];
  /** When the next pass is due; while one is under way, when another replica may take it over. */
  nextAuditAt!: Date;
  /** When the inbox was last known to hold all that was published until shortly before. */
  caughtUpAt!: Date;
}

export const EventAuditSchema = defineEntity({
  class: EventAudit,
  tableName: 'event_audits',
  properties: {
    publisher: p.text().primary(),
    position: p.text().nullable(),
    waiting: p.json<string[]>(),
    nextAuditAt: p.datetime(),
    caughtUpAt: p.datetime(),
  },
});
