public import CKernels

/// A named stream of reproducible random numbers (Philox4x32-10, counter-based).
///
/// A draw depends on the seed, the stream's names, its lane (node, task) and the draw's index only, so that adding a
/// node, a task or a plugin shifts nobody else's numbers.
public struct RandomStream: Sendable {
  public var state: ck_stream

  /// - Parameters:
  ///   - names: purpose, plugin, …; order matters.
  ///   - lane: node or task, or both packed.
  public init(seed: UInt64, _ names: String..., lane: UInt64 = 0) { self.init(seed: seed, names: names, lane: lane) }

  public init(seed: UInt64, names: [String], lane: UInt64 = 0) {
    var key = mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for name in names {
      for byte in name.utf8 { key = mix(key ^ UInt64(byte)) }
      key = mix(key &+ 0xD1B5_4A32_D192_ED03)  // so that ("ab", "c") and ("a", "bc") differ
    }
    state = ck_stream(key: key, lane: lane, draw: 0)
  }

  /// The stream of the same name for another node or task.
  public func lane(_ lane: UInt64) -> RandomStream {
    var stream = self
    stream.state.lane = lane
    stream.state.draw = 0
    return stream
  }

  /// Uniform in [0, 1).
  public mutating func uniform() -> Double { ck_stream_uniform(&state) }

  /// Uniform in `0 ..< bound`.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0)
    return Int(ck_stream_below(&state, UInt64(bound)))
  }
}

extension RandomStream: RandomNumberGenerator {
  public mutating func next() -> UInt64 { ck_stream_next(&state) }
}

/// SplitMix64's finaliser (Steele, Lea & Flood 2014).
private func mix(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
