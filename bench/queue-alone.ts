// The embedded queue and nothing else, so that its memory can be told apart from the product's.
import { join } from 'node:path'
import { openQueues } from '@couveuse/runtime/queue/open-queues'
import { silence } from './workload.ts'

const dataDir = join(process.env.COUVEUSE_DATA ?? '.', 'queue-alone')
await openQueues({ url: undefined, dataDir, now: () => Date.now(), log: silence })
process.stdout.write('ready\n')
process.on('SIGTERM', () => process.exit())
