/** The part of html-to-text 10 that is used here; the package brings no types of its own. */
declare module 'html-to-text' {
  export interface HtmlToTextOptions {
    readonly wordwrap?: number | false
    readonly selectors?: readonly {
      readonly selector: string
      readonly format?: string
      readonly options?: Readonly<Record<string, unknown>>
    }[]
  }
  export function compile(options: HtmlToTextOptions): (html: string) => string
}
