/**
 * Loaded before the product (`node --import`) where no disk can be made for a test: a database that may not grow.
 * SIGUSR2 limits it to the pages it has, and the next one lifts the limit.
 */
import Connection from 'better-sqlite3'

const NO_LIMIT = 1_073_741_823
const connections = new Set<Connection.Database>()
let isLimited = false

Connection.prototype.prepare = new Proxy(Connection.prototype.prepare, {
  apply(prepare, database, given) {
    connections.add(database)
    return Reflect.apply(prepare, database, given)
  },
})

process.on('SIGUSR2', () => {
  isLimited = !isLimited
  for (const one of connections) if (one.open) one.pragma(`max_page_count = ${isLimited ? 1 : NO_LIMIT}`)
})
