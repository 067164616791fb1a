import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

const SETTINGS = {
  search_path: 'bullmq',
  // PGlite's own 160 MB of buffers for tables of a few hundred kilobytes would be most of the product's memory.
  shared_buffers: '4MB',
  wal_buffers: '256kB',
  max_connections: '5',
  // The queue is only a doorbell: what a power cut takes from it, the sweeper finds in the database. So nothing waits for
  // the disk (PGlite never does); but each commit is handed to the system, so that kill -9 takes nothing.
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '2MB',
  max_wal_size: '8MB',
  jit: 'off',
}

/** One set of options for making the folder and for opening it. */
export const EMBEDDED_OPTIONS: PGliteOptions = {
  relaxedDurability: true,
  initDbStartParams: ['--wal-segsize=1'],
  startParams: [
    ...PGlite.defaultStartParams,
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ],
}
