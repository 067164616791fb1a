// node create-embedded-folder.ts FOLDER   makes the database of the embedded queue; see createFolder.
import { PGlite } from '@electric-sql/pglite'
import { EMBEDDED_OPTIONS } from './embedded-options.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Name the folder to make: node create-embedded-folder.ts FOLDER')
const db = await PGlite.create({ ...EMBEDDED_OPTIONS, dataDir: folder })
await db.close()
process.exit(0)
