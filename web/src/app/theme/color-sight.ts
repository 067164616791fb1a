/** Red, green and blue as light, each 0 to 1 (linear sRGB). */
type Light = readonly [number, number, number]

/** The light of a colour written `#rrggbb`. */
function lightOf(hex: string): Light {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const luminance = ([red, green, blue]: Light): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const [first, second] = [luminance(lightOf(a)), luminance(lightOf(b))]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

/** How eyes without one kind of cone see light (Machado, Oliveira, Fernandes 2009, severity 1). */
const eyes = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanope: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const
export type Eyes = keyof typeof eyes
export const allEyes: readonly Eyes[] = ['usual', 'protanope', 'deuteranope', 'tritanope']

function times(matrix: readonly number[], [x, y, z]: Light): Light {
  const row = (at: number): number => (matrix[at] ?? 0) * x + (matrix[at + 1] ?? 0) * y + (matrix[at + 2] ?? 0) * z
  return [row(0), row(3), row(6)]
}

/** A colour in OKLab, where distance is difference as it is felt (Ottosson 2020). */
function felt(light: Light): Light {
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    light,
  )
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  )
}

/** How different two colours look to such eyes, in OKLab units: black and white are 1 apart. */
export function difference(a: string, b: string, who: Eyes): number {
  const [first, second] = [a, b].map((hex) => {
    const [red, green, blue] = times(eyes[who], lightOf(hex))
    const shown = (value: number): number => Math.min(1, Math.max(0, value))
    return felt([shown(red), shown(green), shown(blue)])
  })
  if (!first || !second) return 0
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2])
}
