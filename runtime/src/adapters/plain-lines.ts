import { z } from 'zod'

const lineSchema = z.object({ level: z.string(), time: z.string(), msg: z.string(), error: z.unknown().optional() })

/** Turns the log's JSON lines into ones for a person at a terminal: when, how bad, what. */
export function plainLines(write: (text: string) => void): (line: string) => void {
  return (line) => {
    const read = lineSchema.safeParse(JSON.parse(line))
    if (!read.success) return write(line)
    const { level, time, msg, error } = read.data
    const stack = z.object({ stack: z.string() }).safeParse(error)
    const more = stack.success && level === 'error' ? `\n${stack.data.stack}` : ''
    write(`${time.slice(11, 19)} ${level.padEnd(5)} ${msg}${more}\n`)
  }
}
