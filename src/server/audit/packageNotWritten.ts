// Why there will be no package: a sentence for whoever asked for it, not a defect.

export class PackageNotWritten extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PackageNotWritten'
  }
}
