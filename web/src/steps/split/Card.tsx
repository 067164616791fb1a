import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'
import classes from './Card.module.css'
import { sharesOf } from './shares.ts'

/** The shares in words, and as a bar whose parts are as long as they are. */
export function SplitCard({ step }: CardProps<'split'>) {
  const words = useStepWords()
  const shares = sharesOf(step.paths)
  return (
    <>
      <CardLine>{words(step)}</CardLine>
      <span className={classes.bar} aria-hidden>
        {step.paths.map(({ outlet, holdout }, index) => (
          <span
            key={outlet}
            className={classes.share}
            data-holdout={holdout || undefined}
            style={{ flexGrow: shares[index] ?? 0 }}
          />
        ))}
      </span>
    </>
  )
}
