import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openPostgresStore } from '@couveuse/runtime/store/postgres/open'
import { askPostgres } from '@couveuse/runtime/testing/ask-postgres'
import { startPostgres } from '@couveuse/runtime/testing/servers'
import { drain, engineOnSqlite, stepsTaken } from './engine-on-sqlite.ts'
import { fillStore, receiveEntries, roundsOver, START } from './workload.ts'

/** The same journeys on PostgreSQL by so many worker processes. CPU of the server's processes counts as ours. */
export interface PostgresRun {
  readonly processes: number
  readonly steps: number
  readonly seconds: number
  readonly stepsPerSecond: number
  /** of workers and server together */
  readonly cpuMicrosPerStep: number
  readonly serverCpuMicrosPerStep: number
  /** by that of SQLite in the same run */
  readonly cpuRatio: number
}
export interface PostgresScaling {
  readonly contacts: number
  readonly sqlite: { readonly stepsPerSecond: number; readonly cpuMicrosPerStep: number }
  readonly runs: readonly PostgresRun[]
}

/** As a careful operator runs it: every commit is on the disk before it is answered. */
const DURABLE = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
}

const WARM_UP_CONTACTS = 1500

/** Contacts through the white-paper flow: on SQLite, then on PostgreSQL by 1, 2 and 4 processes. */
export async function postgresScaling(contacts: number, processes: readonly number[]): Promise<PostgresScaling> {
  await engineOnSqlite(WARM_UP_CONTACTS)
  const before = process.cpuUsage()
  const onSqlite = await engineOnSqlite(contacts)
  const { user, system } = process.cpuUsage(before)
  // What filling the store takes is in it: it is taken out below, in the same way for both.
  const filling = await fillingOnSqlite(contacts)
  const sqlite = {
    stepsPerSecond: onSqlite.stepsPerSecond,
    cpuMicrosPerStep: (user + system - filling) / onSqlite.steps,
  }
  const runs: PostgresRun[] = []
  for (const count of processes) {
    const run = await onPostgres(contacts, count)
    runs.push({ ...run, cpuRatio: run.cpuMicrosPerStep / sqlite.cpuMicrosPerStep })
  }
  return { contacts, sqlite, runs }
}

async function fillingOnSqlite(contacts: number): Promise<number> {
  const { openBench } = await import('./workload.ts')
  const before = process.cpuUsage()
  const bench = await openBench(contacts)
  await drain(bench, bench.clock.now())
  await receiveEntries(bench.store, contacts)
  const { user, system } = process.cpuUsage(before)
  await bench.close()
  return user + system
}

async function onPostgres(contacts: number, processes: number): Promise<Omit<PostgresRun, 'cpuRatio'>> {
  const server = await startPostgres(DURABLE)
  try {
    const store = await openPostgresStore({ url: server.url, now: START })
    await fillStore(store, contacts)
    await drain({ ...roundsOver(store), store }, START)
    await receiveEntries(store, contacts)
    const workers: ChildProcess[] = []
    for (let place = 0; place < processes; place += 1) workers.push(await startWorker(server.url, `warm_up_${place}`))
    // What a day's autovacuum would have done.
    await askPostgres(server.url, 'VACUUM ANALYZE')
    await askPostgres(server.url, 'CHECKPOINT')
    const postmaster = await postmasterOf(server.url)
    const serverBefore = cpuOfFamily(postmaster)
    const startedAt = performance.now()
    const micros = await Promise.all(workers.map(work))
    const seconds = (performance.now() - startedAt) / 1000
    const serverMicros = cpuOfFamily(postmaster) - serverBefore
    const steps = await stepsTaken({ store })
    await store.close()
    return {
      processes,
      steps,
      seconds,
      stepsPerSecond: steps / seconds,
      cpuMicrosPerStep: (micros.reduce((sum, one) => sum + one, 0) + serverMicros) / steps,
      serverCpuMicrosPerStep: serverMicros / steps,
    }
  } finally {
    await server.stop()
  }
}

/** The process of the server that is parent to all others: a standing connection has one of its children. */
async function postmasterOf(url: string): Promise<number> {
  const row = await askPostgres(url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
  return parentOf(Number(row?.pid))
}

/** Resolves when it has warmed up in a database of its own. */
async function startWorker(url: string, warmUp: string): Promise<ChildProcess> {
  await askPostgres(url, `CREATE DATABASE ${warmUp} TEMPLATE template0`)
  const program = fileURLToPath(new URL('postgres-worker.ts', import.meta.url))
  const worker = fork(program, [url, url.replace(/[^/]+$/, warmUp)])
  await once(worker, 'message')
  return worker
}

/** Lets it work until nobody is left; the microseconds of CPU that took it. */
async function work(worker: ChildProcess): Promise<number> {
  worker.send('go')
  const [micros] = await once(worker, 'message')
  await once(worker, 'exit')
  return Number(micros)
}

const TICK_MICROS = 10_000

/** Name and state stand in brackets that may hold anything: what follows them is numbers. */
const statOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
const parentOf = (pid: number): number => Number(statOf(pid)[1])

/** Of a process, its children, and those children that are gone. */
function cpuOfFamily(pid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = statOf(Number(name))
      const isHead = Number(name) === pid
      if (isHead || Number(stat[1]) === pid)
        ticks += Number(stat[11]) + Number(stat[12]) + (isHead ? Number(stat[13]) + Number(stat[14]) : 0)
    } catch (error) {
      // It ended while we looked.
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }
  return ticks * TICK_MICROS
}
