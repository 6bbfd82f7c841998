// Do hostile files stay files? Each is built here, and none may be shown as anything that runs.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showingHeaders, showingOf } from './showing.ts'
import { sniffType } from './sniff.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const utf16 = (text: string, mark = '\uFEFF') => {
  const units = Uint16Array.from(`${mark}${text}`, (character) => character.charCodeAt(0))
  return new Uint8Array(units.buffer)
}
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1)

describe('the beginning of a file', () => {
  test.each<[string, Uint8Array]>([
    ['image/png', png],
    ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)],
    ['image/gif', latin('GIF89a\x01\x00\x01\x00')],
    ['image/webp', latin('RIFF\x24\x00\x00\x00WEBPVP8 ')],
    ['application/pdf', latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3')],
    ['application/zip', latin('PK\x03\x04\x14\x00')],
    ['application/gzip', Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ['application/x-windows-event-log', latin('ElfFile\x00\x00')],
    ['application/vnd.tcpdump.pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0)],
    ['application/x-elf', latin('\x7fELF\x02')],
    ['application/vnd.microsoft.portable-executable', latin('MZ\x90\x00\x03\x00')],
    ['application/x-tar', latin(`${'evidence.log'.padEnd(257, '\0')}ustar\x0000`)],
    ['text/plain; charset=utf-8', utf8('2026-03-01T02:00:00Z sshd[812]: Accepted publickey für ada\n')],
    ['text/plain; charset=utf-8', utf8('\u001b[31merror\u001b[0m\r\n\tat main')],
    ['text/plain; charset=utf-8', utf8('{"html": "<script>alert(1)</script>"}')],
    ['text/plain; charset=utf-16le', utf16('Zeile 1\r\n')],
    ['text/html', utf8('<!DOCTYPE html><script>alert(1)</script>')],
    ['text/html', utf8('\uFEFF \n<!-- hello --><SCRIPT src=x>')],
    ['text/html', utf16('<html><script>alert(1)</script>')],
    ['image/svg+xml', utf8('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['image/svg+xml', utf8('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>')],
    ['application/xml', utf8('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><items/>')],
    ['application/xml', utf8('<report><finding/></report>')],
    ['application/octet-stream', new Uint8Array(0)],
    ['application/octet-stream', latin('caf\xe9 in an older encoding')],
    ['application/octet-stream', latin('text with a \x00 in it')],
    ['application/octet-stream', latin('overlong \xc0\xbcscript\xc0\xbe')],
    ['application/octet-stream', latin('half a surrogate \xed\xa0\x80')],
    ['application/octet-stream', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['application/octet-stream', Uint8Array.of(0xff, 0xd8, 0xff)],
  ])('is %s', (type, head) => {
    expect(sniffType(head, true)).toBe(type)
  })
  test('that cuts a character in two is text where the file goes on, and none where it ends', () => {
    const cut = utf8('naïve €').subarray(0, -1)
    expect(sniffType(cut, false)).toBe('text/plain; charset=utf-8')
    expect(sniffType(cut, true)).toBe('application/octet-stream')
  })
  test('is never more than bytes for noise that is no Unicode', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const type = sniffType(noise, true)
        if (!type.startsWith('text/plain; charset=utf-8')) return
        expect(new TextDecoder('utf-8', { fatal: true }).decode(noise).length).toBeGreaterThan(0)
      }),
    )
  })
})

const safe = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' }

describe('hostile files', () => {
  test.each<[string, Uint8Array]>([
    ['a page', utf8('<html><body onload=alert(1)>')],
    ['a page without a beginning', utf8('\n\n  <script>alert(1)</script>')],
    ['a drawing with script', utf8('<svg onload=alert(1)>')],
    ['XML that names a stylesheet', utf8('<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><x/>')],
    ['a PDF with script', latin('%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>')],
    ['a program', latin('MZ\x90\x00\x03\x00\x00')],
    ['a Flash film', latin('FWS\x09\x00\x00\x00')],
    ['bytes with a page behind a zero', latin('\x00<html><script>alert(1)</script>')],
    ['a page in UTF-16 without its mark', utf16('<script>alert(1)</script>', '')],
  ])('%s is only ever handed over as a file', (_what, head) => {
    const type = sniffType(head, true)
    expect(showingOf(type)).toBe('download')
    expect(showingHeaders({ type, name: 'page.html', wanted: 'page' })).toMatchObject({
      ...safe,
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="page.html"',
    })
  })
  test.each<[string, Uint8Array, string]>([
    ['a picture that is a script as well', latin('GIF89a=/*\x00*/1;alert(1)//'), 'image/gif'],
    ['a picture with a page behind it', Uint8Array.from([...png, ...utf8('<script>alert(1)</script>')]), 'image/png'],
    ['a picture with a PDF in it', latin('\xff\xd8\xff\xe0\x00\x10JFIF %PDF-1.4 /JavaScript'), 'image/jpeg'],
    ['a log with a page in it', utf8('GET /<script>alert(1)</script> 404\n'), 'text/plain; charset=utf-8'],
    ['text in UTF-7', utf8('+ADw-script+AD4-alert(1)+ADw-/script+AD4-'), 'text/plain; charset=utf-8'],
  ])('%s is shown as what it begins as, in a sandbox and never guessed at', (_what, head, type) => {
    expect(sniffType(head, true)).toBe(type)
    expect(showingHeaders({ type, name: 'x.html', wanted: 'page' })).toMatchObject({ ...safe, 'content-type': type })
    expect(showingHeaders({ type, name: 'x.html', wanted: 'file' })['content-type']).toBe('application/octet-stream')
  })
  test('a type somebody made up is a download', () => {
    for (const type of ['text/html', 'image/svg+xml', 'text/plain', 'text/plain; charset=utf-7', 'IMAGE/PNG', '', 'image/png\r\nx: y']) {
      expect(showingHeaders({ type, name: 'x', wanted: 'page' })['content-type'], type).toBe('application/octet-stream')
    }
  })
})
