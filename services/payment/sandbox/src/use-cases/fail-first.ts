import type { EntityManager } from '@mikro-orm/postgresql';

/** Whether something is asked for under a key for the first time. */
export async function failFirst(em: EntityManager, idempotencyKey: string): Promise<boolean> {
  const rows: unknown[] = await em.execute(
    `insert into first_requests (idempotency_key, created_at) values (?, now())
     on conflict do nothing returning idempotency_key`,
    [idempotencyKey],
  );
  return rows.length > 0;
}
