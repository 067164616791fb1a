/** The name of an attribute as people write it: `webinarAttended` is "Webinar attended", `account.region` "Account region". */
export function attributeWords(name: string): string {
  const words = name
    .replaceAll(/[._]+/g, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
