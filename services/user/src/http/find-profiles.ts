import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProfileView } from './profile.schema';

export interface ProfileFilter {
  /** Every word of it must occur in the name or the e-mail address. */
  readonly search: string | undefined;
  /** The id of the last profile of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

const MAX_WORDS = 5;

/** Lists profiles, the newest registration first (ids sort by time), in one statement and without loading entities. */
export async function findProfiles(em: EntityManager, filter: ProfileFilter): Promise<ProfileView[]> {
  const query = em
    .getKnex()
    .select({
      id: 'id',
      email: 'email',
      displayName: 'display_name',
      phone: 'phone',
      phoneNumber: 'phone_number',
      locale: 'locale',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    })
    .from('profiles')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.after) void query.where('id', '<', filter.after);
  for (const word of wordsOf(filter.search)) {
    // The expression is that of the index `profiles_search`.
    void query.whereRaw(`lower(display_name || ' ' || email) like lower(?)`, [`%${escapeLike(word)}%`]);
  }
  const rows: Row[] = await em.execute(query);
  return rows.map(({ phone, phoneNumber, ...row }) => ({
    ...row,
    ...(phone === null ? {} : { phone }),
    ...(phoneNumber === null ? {} : { phoneNumber }),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }));
}

/** As the driver gives it. */
type Row = Omit<ProfileView, 'phone' | 'phoneNumber'> & { phone: string | null; phoneNumber: string | null };

const wordsOf = (search: string | undefined): string[] =>
  (search ?? '').split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);

const escapeLike = (word: string): string => word.replaceAll(/[\\%_]/g, '\\$&');
