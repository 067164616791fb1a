/** Where a command writes: results to standard output, failures to standard error. */
export interface Printer {
  line(text: string): void
  json(value: unknown): void
  error(text: string): void
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit()
  throw error
})

export const terminal: Printer = {
  line: (text) => void process.stdout.write(`${text}\n`),
  json: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
}
