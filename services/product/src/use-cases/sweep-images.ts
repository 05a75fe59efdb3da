import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { ImageStore } from './image-store';

const BATCH_SIZE = 20;

/** The pause doubles with each attempt, up to about an hour. */
const FIRST_PAUSE_SECONDS = 15;
const MAX_DOUBLINGS = 8;

export interface SweepImagesDeps {
  readonly em: EntityManager;
  readonly images: ImageStore;
  readonly log: Logger;
}

/**
 * Deletes from the store what no image has: of images that were deleted, and of uploads that came to nothing. What
 * cannot be deleted now is tried again later.
 *
 * @returns how many were tried
 */
export async function sweepImages({ em, images, log }: SweepImagesDeps): Promise<number> {
  const due = await claimDue(em);
  for (const objectName of due) {
    try {
      await images.remove(objectName);
      await em.fork().execute('delete from unused_image_objects where object_name = ?', [objectName]);
    } catch (error) {
      log.warn('image not deleted from the store', { objectName, error });
    }
  }
  return due.length;
}

/** Takes what is due for this replica alone; an upload whose object is taken can no longer become an image. */
async function claimDue(em: EntityManager): Promise<string[]> {
  const rows: { objectName: string }[] = await em.fork().execute(
    `update unused_image_objects
        set attempts = attempts + 1,
            due_at = now() + make_interval(secs => ? * power(2, least(attempts, ?)))
      where object_name in (select object_name from unused_image_objects where due_at <= now()
                             order by due_at limit ? for update skip locked)
     returning object_name as "objectName"`,
    [FIRST_PAUSE_SECONDS, MAX_DOUBLINGS, BATCH_SIZE],
  );
  return rows.map(({ objectName }) => objectName);
}
