import { z } from 'zod'

/**
 * Which column goes where: header -> field (`email`, `contact.jobLevel`, `account.name`, `tags`, `lists`, `stage`,
 * `consent.email`, `bant.budget` …), or null to leave the column out. Headers that are not named map by themselves
 * (fine print 147).
 */
export const importMappingSchema = z.record(z.string(), z.string().nullable()).meta({ id: 'ImportMapping' })
export type ImportMapping = z.infer<typeof importMappingSchema>

/** One thing wrong with a file. `line` counts from 1, the header line included, as an editor shows it. */
export const importErrorSchema = z
  .object({
    line: z.int(),
    column: z.string().exactOptional(),
    /** an error keeps its row out, a warning does not */
    level: z.enum(['error', 'warning']),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ImportError' })
export type ImportError = z.infer<typeof importErrorSchema>

export const importColumnSchema = z
  .object({
    header: z.string(),
    /** null = left out */
    field: z.string().nullable(),
    samples: z.array(z.string()),
  })
  .meta({ id: 'ImportColumn' })
export type ImportColumn = z.infer<typeof importColumnSchema>

/** At most this many errors are listed; `errorCount` counts the rows kept out by one. */
export const IMPORT_ERRORS_LISTED = 100

const tallySchema = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  /** rows that were not written, because of an error or because they repeat an earlier row without change */
  skipped: z.int(),
  errorCount: z.int(),
  errors: z.array(importErrorSchema),
})

/** Dry run: what would happen; nothing is written. */
export const importPreviewSchema = tallySchema
  .extend({
    delimiter: z.enum([',', ';', '\t', '|']),
    columns: z.array(importColumnSchema),
    /** the first rows as they would be written: field -> text */
    preview: z.array(z.record(z.string(), z.string())),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** 200 `done` or `failed` when it ended within a second or two, else 202 `running`: ask `GET /api/contacts/imports/{id}`. */
export const importProgressSchema = tallySchema
  .extend({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    /** 0 to 1 of the file */
    progress: z.number(),
    columns: z.array(importColumnSchema),
    /** why a `failed` one stopped */
    message: z.string().nullable(),
  })
  .meta({ id: 'ImportProgress' })
export type ImportProgress = z.infer<typeof importProgressSchema>
