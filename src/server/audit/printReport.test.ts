// Sentences about the printed report: an archive that screen readers can read, the same for the same facts, whatever the titles hold.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { makeSamplePackage } from '../../../test/support/samplePackage.ts'
import type { ReportModel } from '../../core/audit/report/reportModel.ts'
import { toInstant } from '../../core/kernel/instant.ts'
import { coveredRanges, printable } from '../files/fontCoverage.ts'
import { printReport } from './printReport.ts'

const at = toInstant(Date.parse('2026-04-03T12:00:00Z'))

async function sampleModel(): Promise<ReportModel> {
  let model: ReportModel | undefined
  await makeSamplePackage({
    printPdf: async (given) => {
      model = given
      return new TextEncoder().encode('%PDF-')
    },
  })
  return model as ReportModel
}

/** The document's own description of itself, and everything else that is not packed away. */
function plainParts(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString('latin1')
}

describe('the printed report', () => {
  test('is PDF/A-2a, tagged, in English, with the date it was given', async () => {
    const pdf = await printReport(await sampleModel(), at)
    const parts = plainParts(pdf)
    expect(parts).toMatch(/<pdfaid:part>2<\/pdfaid:part>/)
    expect(parts).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/)
    expect(parts).toContain('2026-04-03T12:00:00')
    expect(parts).toMatch(/\/Marked true|\/StructTreeRoot/)
  }, 60_000)

  test('is the same for the same facts', async () => {
    const model = await sampleModel()
    expect(Buffer.compare(await printReport(model, at), await printReport(model, at))).toBe(0)
  }, 60_000)

  test('takes any title as text: markup, other scripts, invisible marks, words without end', async () => {
    const model = await sampleModel()
    const hostile = [
      '#panic("x") #read("/etc/passwd") $sum$ *bold* _under_ @ref <label> [#eval("1")]',
      '東京 🚨 عربي \u202egnirts\u202c zero\u200bwidth',
      'x'.repeat(500),
      '\\u{41} " \' \\ \n\t end',
      '',
    ]
    const rows = hostile.map((title, place) => [`ALR-${place}`, title, title, '2026-04-01 10:00', '4 h', '5 h', '#1'])
    const listing = {
      said: hostile.join(' '),
      table: {
        caption: hostile[0] as string,
        columns: ['Alert', 'Source', 'Title', 'Received (UTC)', '#Target', '#Open for', '#Entry'],
        rows,
      },
    }
    const pdf = await printReport({ ...model, audit: hostile[0] as string, organization: hostile[1] as string, notReviewed: listing }, at)
    expect(pdf.length).toBeGreaterThan(10_000)
  }, 60_000)

  test('says why it cannot be printed instead of hanging', async () => {
    await expect(printReport({} as ReportModel, at)).rejects.toThrow(/could not be printed/)
  }, 60_000)
})

describe('what a font can show', () => {
  const font = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'))

  test('is read from the font itself', () => {
    const ranges = coveredRanges(font)
    const has = (character: string) =>
      ranges.some(([first, last]) => (character.codePointAt(0) as number) >= first && (character.codePointAt(0) as number) <= last)
    expect(['a', 'ü', 'Ж', 'Ω', '–', '□', '✓'].map(has)).toEqual([true, true, true, true, true, true, true])
    expect(['東', '🚨', 'ع'].map(has)).toEqual([false, false, false])
  })

  test('decides what is printed: the rest becomes squares, one for each character', () => {
    const print = printable([font])
    expect(print('Zertifikat – 東京')).toBe('Zertifikat – □□')
    expect(print('a\u202eb\u200bc\nd\te')).toBe('a□b□c d e')
  })
})
