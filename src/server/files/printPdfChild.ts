// The child process that sets a PDF: reads template and facts from standard input, writes the PDF to standard output. No network, no files but fonts.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { printable } from './fontCoverage.ts'

/** `template` is Typst that reads its facts with `json("facts.json")`. */
export type PrintTask = { template: string; facts: unknown; createdAtSeconds: number }

const require = createRequire(import.meta.url)
const fontFile = (name: string) => readFileSync(require.resolve(`@expo-google-fonts/${name}`))
const text400 = fontFile('inter/400Regular/Inter_400Regular.ttf')
const fonts = [
  ...[text400, fontFile('inter/600SemiBold/Inter_600SemiBold.ttf')],
  ...[fontFile('jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf')],
]

/** Every text of the facts, wherever it stands. */
function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => eachText(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, eachText(one, change)]))
}

function print({ template, facts, createdAtSeconds }: PrintTask): Buffer {
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: fonts }] })
  // Everything is set in the text font with the fixed-width one behind it, so a character either of them has can be shown.
  const shown = eachText(facts, printable(fonts))
  compiler.addSource('/main.typ', template)
  compiler.mapShadow('/facts.json', Buffer.from(JSON.stringify(shown)))
  const compiled = compiler.compile({ mainFilePath: '/main.typ' })
  if (compiled.result === null) throw new Error(`It cannot be set: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`)
  return compiler.pdf(compiled.result, { pdfStandard: PdfStandard.A_2a, creationTimestamp: createdAtSeconds })
}

process.stdout.write(print(JSON.parse(await text(process.stdin)) as PrintTask))
