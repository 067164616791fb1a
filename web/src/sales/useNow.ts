import { useEffect, useState } from 'react'

const EVERY = 20_000

/** The present instant (epoch ms), kept up as clocks on screen need it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY)
    return () => clearInterval(timer)
  }, [])
  return now
}
