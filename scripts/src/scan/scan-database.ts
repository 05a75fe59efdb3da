import { isCardDataName } from '@sidecart/platform';
import { Client, escapeIdentifier } from 'pg';
import { findCardData } from './find-card-data';
import type { Finding, ScanReport } from './finding';

interface Column {
  readonly table: string;
  readonly name: string;
}

/** Every column that can hold a text, a document or a long number. */
const COLUMNS = `
  select c.table_name as "table", c.column_name as name
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    and c.data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'bigint', 'numeric', 'ARRAY')
  order by 1, 2`;

/** What is worth a closer look: enough digits, or a word that goes with a card's code. */
const WORTH_A_LOOK = `(value ~ '[0-9]([ -]?[0-9]){12}' or value ~* '(cvv|cvc|cvn|csc|cav2|code|pin|track|magnetic|card|pan|cid|cvd)')`;

/**
 * Looks through everything a database keeps, the outbox, the inbox and kept answers included, reading only.
 *
 * @param name what to call the database in the findings
 */
export async function scanDatabase(name: string, connectionString: string): Promise<ScanReport> {
  const client = new Client({ connectionString, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    const findings: Finding[] = [];
    let scanned = 0;
    const { rows: columns } = await client.query<Column>(COLUMNS);
    for (const column of columns) {
      const place = `database ${name}, ${column.table}.${column.name}`;
      if (isCardDataName(column.name)) findings.push({ place, what: 'a column for card data' });
      const report = await scanColumn(client, column);
      scanned += report.scanned;
      for (const [what, count] of report.found) {
        findings.push({ place, what: `${what} in ${count} ${count === 1 ? 'row' : 'rows'}` });
      }
    }
    return { scanned, findings };
  } finally {
    await client.end();
  }
}

async function scanColumn(client: Client, { table, name }: Column) {
  const from = `from (select ${escapeIdentifier(name)}::text as value from ${escapeIdentifier(table)}) v`;
  const { rows: counted } = await client.query<{ count: string }>(`select count(value) ${from}`);
  const { rows } = await client.query<{ value: string }>(`select value ${from} where ${WORTH_A_LOOK}`);
  const found = new Map<string, number>();
  for (const { value } of rows) {
    for (const what of findCardData(value)) found.set(what, (found.get(what) ?? 0) + 1);
  }
  return { scanned: Number(counted[0]?.count ?? 0), found };
}
