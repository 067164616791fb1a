import type { Enrollment } from './state.ts'

/** The version in which an enrollment made (or makes) its visit number `seq`. */
export function versionOfVisit({ version, moves }: Pick<Enrollment, 'version' | 'moves'>, seq: number): number {
  return moves?.find((move) => seq < move.seq)?.version ?? version
}
