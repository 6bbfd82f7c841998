// Published versions of the frameworks catalogue never change: what an audit was read by can be read for ever.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { frameworkFiles } from '../../../test/support/frameworkCatalogue.ts'

/** SHA-256 of each file since it was published. A change is a new file beside the old one, with the next version, and a line here. */
const published: Readonly<Record<string, string>> = {
  'cis-1.yaml': '2baf4c4f17a220b11dabcc120e0896abb3e86356cb163f6b0fad792e856019b7',
  'crosswalk-1.yaml': '70303be63233f6031e9655735e5c45a378a25d330612750dd23374f01cde0ca7',
  'csf2-1.yaml': '0bd0f05d898630a2f8d7db76b97b233a7acd8d503c810431eb68093d47c222ee',
  'dora-1.yaml': '9b93c53e6d64deb94eb6c827ef0ca6f498c664b5877859734ec901b8b96e1c16',
  'gdpr-1.yaml': 'f5922cc7e246a0b11613dbb39908aed9fe209ee500b55df545957d96426d2051',
  'hipaa-1.yaml': '6d3944a7ac79285732027035d1dffe57f09da136094b8f4353e4ff0d6bfb4246',
  'iso27001-1.yaml': '1d62003b72a32c365e5f403237c299362319d488b23f7ad7f608c202cb681179',
  'misreadings-1.yaml': 'ef13881731a48ff1a9ff9bbc233ddc4b8d7f8c5cd47b589735793ca893b3f550',
  'nis2-1.yaml': '8b7c6baa20a23782b5395a737fcf1b1517a218007892dd436ea6418227e0cf4d',
  'pci-1.yaml': 'd349cc9ecde303b4d0172e1312402daa99acbc301d341be05bf46fd363b6a82f',
  'soc2-1.yaml': 'f3f41d06012533c1cc409dbb412f798ea837d9b97855e76b929960947e04736b',
  'sp80053-1.yaml': '4fdb0e1f2b7cb1e7c24dd9570c93e295c0e734097515fe8ceb7ed565fd12973a',
  'sp80061r3-1.yaml': '59751bd4c9cb9bfa68a2d49ae660dc1a1f635b0c8628302854b13d5ffcc874c4',
}

test('every published version is byte for byte what it was, and none is missing', () => {
  const found = Object.fromEntries(
    frameworkFiles().map(({ name, text }) => [name, createHash('sha256').update(text, 'utf8').digest('hex')]),
  )
  expect(found).toEqual(published)
})
