// Sentences about names that strangers give to files.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentDisposition, safeFileName, shownFileName } from './fileName.ts'

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('a file’s name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['Überblick März.txt', 'Überblick März.txt'],
    ['ログ.txt', 'ログ.txt'],
    ['C:\\Users\\ada\\evidence.log', 'evidence.log'],
    ['../../etc/passwd', 'passwd'],
    ['/var/log/', 'log'],
    ['.htaccess', '_htaccess'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    [' \t ', 'unnamed'],
    ['a\u0000b\r\nSet-Cookie: x.txt', 'a_b__Set-Cookie_ x.txt'],
    ['invoice\u202Efdp.exe', 'invoice_fdp.exe'],
    ['zero\u200Bwidth\uFEFF.txt', 'zero_width_.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['con .txt', '_con .txt'],
    ['COM1.log', '_COM1.log'],
    ['console.log', 'console.log'],
    ['name. . .', 'name'],
    ['x<y>|"z?*.txt', 'x_y___z__.txt'],
    ['half\uD800.txt', 'half_.txt'],
    ['e\u0301.txt', '\u00E9.txt'],
    ['tag\u{E0041}.txt', 'tag_.txt'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe)
  })
  test('of ten thousand characters keeps its ending and fits a file system', () => {
    const name = safeFileName(`${'ä'.repeat(10_000)}.tar.gz`)
    expect(bytes(name)).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^ä+….*\.gz$/)
    expect(bytes(safeFileName('x'.repeat(5_000_000)))).toBeLessThanOrEqual(200)
  })
  test('whatever it was: is safe, and safe again is the same', () => {
    const parts = fc.constantFrom('.', '..', '/', '\\', '\u202E', '\u0000', 'con', '"', '%', 'ä', '🦊', '\uD83E', ' ', 'name')
    const anyName = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts, { maxLength: 200 }).map((some) => some.join('')),
    )
    fc.assert(
      fc.property(anyName, (given) => {
        const name = safeFileName(given)
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}/\\\u202a-\u202e\u2066-\u2069"]/u)
        expect(name).not.toMatch(/^\.|[. ]$|^$/)
        expect(bytes(name)).toBeLessThanOrEqual(200)
        expect(safeFileName(name)).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })
  test('for a cell shows how it begins and how it ends', () => {
    expect(shownFileName('short.txt')).toBe('short.txt')
    expect(shownFileName(`${'a'.repeat(100)}-final.tar.gz`, 30)).toBe(`${'a'.repeat(19)}…nal.tar.gz`)
  })
})

describe('a content disposition', () => {
  test('names a plain name once', () => {
    expect(contentDisposition('attachment', 'report.pdf')).toBe('attachment; filename="report.pdf"')
  })
  test('names any other name twice, the second time in full', () => {
    expect(contentDisposition('attachment', 'Überblick €.txt')).toBe(
      'attachment; filename="Uberblick _.txt"; filename*=UTF-8\'\'%C3%9Cberblick%20%E2%82%AC.txt',
    )
    expect(contentDisposition('inline', "it's (100%).png")).toBe(
      "inline; filename=\"it's (100_).png\"; filename*=UTF-8''it%27s%20%28100%25%29.png",
    )
  })
  test.each([
    ['only marks', '\u08CA', 'unnamed'],
    ['a slash in disguise', '..\uFF0Fpasswd', '__passwd'],
    ['a quote in disguise', 'a\uFF02b', 'a_b'],
    ['a dot before nothing', '\u0301.txt', '_txt'],
  ])('of %s falls back to a name that is safe as well', (_what, given, fallback) => {
    expect(contentDisposition('attachment', given)).toContain(`filename="${fallback}";`)
  })
  test('is one header with one name, whatever the name was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const header = contentDisposition('attachment', given)
        expect(header).toMatch(/^attachment; filename="[\x20\x21\x23-\x24\x26-\x5b\x5d-\x7e]+"(?:; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/)
        const full = /filename\*=UTF-8''(.+)$/.exec(header)?.[1]
        if (full !== undefined) expect(decodeURIComponent(full)).toBe(safeFileName(given))
      }),
      { numRuns: 1000 },
    )
  })
})
