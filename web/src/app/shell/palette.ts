import { createSpotlight, type SpotlightStore } from '@mantine/spotlight'

const [store, actions] = createSpotlight()

/** Whether the command palette is open, and what it shows. */
export const paletteStore: SpotlightStore = store

/** The ways to open and close the palette. */
export const palette = actions
