import { holds } from '../conditions/evaluate.ts'
import type { Subject } from '../conditions/subject.ts'
import { STAGES, type Stage, stageRank } from '../contract/words.ts'
import type { ScoringModel } from './schema.ts'

/**
 * The stage the contact has reached by condition: the furthest one that holds and is later than the present, so that
 * someone who meets the terms of `sql` at once does not have to be `mql` first. Recycled counts as prospect; nobody
 * becomes disqualified by score, nor leaves it so (fine print 143). Undefined = stays.
 */
export function dueStage(model: ScoringModel, subject: Subject): Stage | undefined {
  let due: Stage | undefined
  let rank = stageRank(subject.contact.stage)
  for (const stage of STAGES) {
    const condition = model.stages[stage]
    if (!condition || stage === 'disqualified' || stageRank(stage) <= rank) continue
    if (!holds(condition, subject)) continue
    due = stage
    rank = stageRank(stage)
  }
  return due
}
