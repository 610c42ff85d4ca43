import CKernels

/// Running means of a gradient and its square for one adapter on one node (Adam; Kingma & Ba 2015).
struct AdamState {
  private var means: UnsafeMutablePointer<Float>
  private var count: Int
  /// meanDecay^t and squareDecay^t after t steps, which the means are corrected by.
  private var meanBias: Float = 1
  private var squareBias: Float = 1

  init(count: Int) {
    self.count = count
    means = .allocate(capacity: 2 * count)
    means.initialize(repeating: 0, count: 2 * count)
  }

  func deallocate() { means.deallocate() }

  /// parameters ← parameters − share · rate · mean / (√square + ε), with A's rate up to `upOffset` and B's beyond.
  ///
  /// - Complexity: O(parameters), no allocation
  mutating func step(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, upOffset: Int, share: Float, _ options: LearnerOptions
  ) {
    meanBias *= options.meanDecay
    squareBias *= options.squareDecay
    update(parameters, gradient, 0..<upOffset, share * options.rateDown, options)
    update(parameters, gradient, upOffset..<count, share * options.rateUp, options)
  }

  private func update(
    _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, _ range: Range<Int>, _ rate: Float, _ options: LearnerOptions
  ) {
    let start = range.lowerBound
    ck_adam_f32(
      gradient + start, means + start, means + count + start, parameters + start, range.count, options.meanDecay,
      options.squareDecay, rate / (1 - meanBias), 1 / (1 - squareBias))
  }
}
