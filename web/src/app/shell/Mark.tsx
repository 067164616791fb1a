/** The product's mark: an egg with the sprout that comes out of it. Decorative; the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        fill="var(--accent)"
        d="M16 1.5c6.2 0 11.5 9.9 11.5 17.3A11.5 11.5 0 0 1 16 30.5 11.5 11.5 0 0 1 4.5 18.8C4.5 11.4 9.8 1.5 16 1.5Z"
      />
      <path fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" d="M16 25.5v-9" />
      <path fill="#fff" d="M15.4 19.6c-3.9.5-6.7-1.6-7.2-5.6 3.9-.5 6.7 1.6 7.2 5.6Z" />
      <path fill="var(--yolk)" d="M16.6 17c.2-4.5 3-7.1 7.4-7.2-.2 4.5-3 7.1-7.4 7.2Z" />
    </svg>
  )
}
