import { describe, expect, test } from 'vitest'
import { appendFooter, appendPixel, insertAtEnd, trackLinks } from './links.ts'

const track = (html: string) =>
  trackLinks(html, (url, index) => `https://t.example/${index}?to=${encodeURIComponent(url)}`)
const asked = (html: string): string[] => {
  const urls: string[] = []
  trackLinks(html, (url) => {
    urls.push(url)
    return url
  })
  return urls
}

describe('tracked links', () => {
  test('a web link of the body goes through the tracker, everything else stays byte for byte', () => {
    expect(track('<p class=x>See <a style="color:red" href="https://a.example/x">here</a>  <b>now</b></p>')).toBe(
      '<p class=x>See <a style="color:red" href="https://t.example/0?to=https%3A%2F%2Fa.example%2Fx">here</a>  <b>now</b></p>',
    )
  })

  test('links are numbered in reading order', () => {
    expect(track('<a href="http://a.example">1</a><area href="https://b.example">')).toBe(
      '<a href="https://t.example/0?to=http%3A%2F%2Fa.example">1</a><area href="https://t.example/1?to=https%3A%2F%2Fb.example">',
    )
  })

  test('mail, telephone, anchors, relative targets and scripts are never asked about', () => {
    const html =
      '<a href="mailto:a@b.example">m</a><a href="tel:+33">t</a><a href="#top">u</a><a href="/x">r</a><a href="//x.example">p</a>' +
      '<a href="javascript:alert(1)">j</a><a name="x">n</a><a href>e</a><link href="https://css.example"><img src="https://i.example">'
    expect(asked(html)).toEqual([])
    expect(track(html)).toBe(html)
  })

  test('a link the tracker gives back as it came is left alone, and still counted', () => {
    const html = `<a href='https://x.example/unsubscribe'>out</a><a href="https://y.example">in</a>`
    const tracked = trackLinks(html, (url, index) => (url.includes('unsubscribe') ? url : `https://t.example/${index}`))
    expect(tracked).toBe(`<a href='https://x.example/unsubscribe'>out</a><a href="https://t.example/1">in</a>`)
  })

  test('single quotes, no quotes, spaces around the sign and capitals are all links', () => {
    expect(
      asked(
        `<A HREF = 'https://a.example'>1</A><a href=https://b.example/x>2</a><a href="\n https://c.example ">3</a>`,
      ),
    ).toEqual(['https://a.example', 'https://b.example/x', 'https://c.example'])
    expect(track(`<a href=https://b.example>2</a>`)).toBe(
      `<a href="https://t.example/0?to=https%3A%2F%2Fb.example">2</a>`,
    )
    expect(track(`<a title='a > b' href = 'https://b.example' id=x>2</a>`)).toBe(
      `<a title='a > b' href = "https://t.example/0?to=https%3A%2F%2Fb.example" id=x>2</a>`,
    )
  })

  test('entities are decoded before the tracker sees the URL, and made anew after', () => {
    expect(
      asked('<a href="https://a.example/?x=1&amp;y=2&#38;z=3&copy=4">1</a><a href="&#104;ttps://b.example">2</a>'),
    ).toEqual(['https://a.example/?x=1&y=2&z=3&copy=4', 'https://b.example'])
    expect(trackLinks('<a href="https://a.example">x</a>', () => 'https://t.example/?a=1&b="2"')).toBe(
      '<a href="https://t.example/?a=1&amp;b=&quot;2&quot;">x</a>',
    )
  })

  test('links in comments, scripts and styles are not links', () => {
    const html =
      '<!-- <a href="https://a.example">x</a> --><script>const x = "<a href=https://b.example>"</script><style>/* <a href="https://c.example"> */</style>'
    expect(asked(html)).toEqual([])
  })

  test('of two targets in one tag the first counts, as in browsers', () => {
    expect(asked('<a href="https://a.example" href="https://b.example">x</a>')).toEqual(['https://a.example'])
  })

  test('markup that ends in the middle of a tag loses nothing', () => {
    for (const html of ['<a href="https://a.example', '<a href=https://a.exam', '<a', '<a href', 'a < b', '']) {
      expect(trackLinks(html, (url) => url)).toBe(html)
    }
  })
})

describe('what is added at the end', () => {
  test('the pixel stands at the end of the body, its URL escaped', () => {
    expect(appendPixel('<html><body><p>Hi</p></body></html>', 'https://t.example/o?a=1&b=2')).toMatch(
      /^<html><body><p>Hi<\/p><img src="https:\/\/t\.example\/o\?a=1&amp;b=2" width="1" [^>]*><\/body><\/html>$/,
    )
    expect(appendPixel('<p>Hi</p>', 'https://t.example')).toMatch(/^<p>Hi<\/p><img /)
  })

  test('a closing tag inside a comment or a script does not end the body', () => {
    expect(insertAtEnd('<body>x</body><!-- </body> -->', 'M')).toBe('<body>xM</body><!-- </body> -->')
    expect(insertAtEnd('<BODY>x</BODY >', 'M')).toBe('<BODY>xM</BODY >')
    expect(insertAtEnd('x</html>', 'M')).toBe('xM</html>')
  })

  test('a footer goes into both parts of a mail, and into the text alone where there is no HTML', () => {
    const footer = { html: '<p>Unsubscribe</p>', text: 'Unsubscribe: https://x.example' }
    expect(appendFooter({ subject: 'S', text: 'Hi\n', html: '<p>Hi</p>' }, footer)).toEqual({
      subject: 'S',
      text: 'Hi\n\n-- \nUnsubscribe: https://x.example\n',
      html: '<p>Hi</p><p>Unsubscribe</p>',
    })
    expect(appendFooter({ subject: 'S', text: 'Hi' }, footer)).toEqual({
      subject: 'S',
      text: 'Hi\n\n-- \nUnsubscribe: https://x.example\n',
    })
  })
})
