/** The characters of GSM 03.38 that an SMS carries in seven bits each; those after the bar take two places. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const GSM_DOUBLE = '^{}\\[~]|€'

/** How long a text is as an SMS, and as how many it is sent: 160 places in one and 153 in each of several, 70 and 67 with other characters. */
export function smsLength(text: string): { readonly characters: number; readonly parts: number } {
  let places = 0
  for (const character of text) {
    if (GSM.includes(character)) places += 1
    else if (GSM_DOUBLE.includes(character)) places += 2
    else return { characters: text.length, parts: partsOf(text.length, 70, 67) }
  }
  return { characters: text.length, parts: partsOf(places, 160, 153) }
}

function partsOf(places: number, alone: number, each: number): number {
  return places <= alone ? 1 : Math.ceil(places / each)
}
