import pg from 'pg'

/** Asks a server something over a connection of its own; the first row. */
export async function askPostgres(url: string, text: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows[0]
  } finally {
    await client.end()
  }
}
