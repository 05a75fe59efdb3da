import type { EntityManager } from '@mikro-orm/postgresql';

const ROWS_PER_STATEMENT = 500;

/**
 * Inserts many rows with few statements.
 *
 * @param columns the type of each column; the members of the rows have the names of the columns
 */
export async function insertRows(
  em: EntityManager,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  for (let first = 0; first < rows.length; first += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(first, first + ROWS_PER_STATEMENT);
    await em.execute(
      `insert into ${table} (${names}) select ${names} from json_to_recordset(?::json) as r(${types.join(', ')})`,
      [JSON.stringify(chunk)],
    );
  }
}
