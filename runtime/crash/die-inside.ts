/**
 * Loaded before the product (`node --import`): kills the process inside a write of its store, when everything is written
 * and nothing is committed. `COUVEUSE_DIE_INSIDE=record:3` is the third time that `record` is about to commit.
 */
import Connection from 'better-sqlite3'

const [wanted = '', nth = '1'] = (process.env.COUVEUSE_DIE_INSIDE ?? '').split(':')
const FRAMES = 30
let passed = 0

function dieHere(): void {
  Error.stackTraceLimit = FRAMES
  const isWanted = new RegExp(`at (?:async )?(?:Object\\.)?${wanted} `).test(new Error('where are we').stack ?? '')
  if (!isWanted) return
  passed += 1
  if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL')
}

Connection.prototype.prepare = new Proxy(Connection.prototype.prepare, {
  apply(prepare, database, [text]) {
    const statement = Reflect.apply(prepare, database, [text])
    if (text === 'COMMIT') {
      statement.run = new Proxy(statement.run, {
        apply(run, self, values) {
          dieHere()
          return Reflect.apply(run, self, values)
        },
      })
    }
    return statement
  },
})
