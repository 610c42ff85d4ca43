import Storage

/// Writes numbers one after the other, little-endian.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
  mutating func put(_ value: Double) { put(value.bitPattern) }
  mutating func put(_ values: some Sequence<Float>) { for value in values { put(value.bitPattern) } }

  mutating func put(_ episode: Episode) {
    put(episode.node ?? -1)
    put(episode.quality)
    put(episode.latency)
    put(episode.time)
  }

  mutating func put(_ pattern: Pattern) {
    put(pattern.id)
    for value in [pattern.count, pattern.quality, pattern.latency, pattern.spread] { put(value) }
    put(pattern.time)
    put(UInt32(pattern.nodes.count))
    for record in pattern.nodes {
      put(record.node)
      let evidence = record.evidence
      for value in [evidence.count, evidence.mean, evidence.squares, evidence.successes, evidence.failures, record.qualities] { put(value) }
      put(record.time)
    }
  }
}

/// Reads what a `RecordWriter` wrote. What it is given is a stranger's until checked: past the end it reads zeros and says so.
struct RecordReader {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var isShort = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was there, and nothing else.
  var isComplete: Bool { !isShort && position == bytes.count }

  mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T {
    let size = MemoryLayout<T>.size
    guard bytes.count - position >= size else {
      isShort = true
      return 0
    }
    defer { position += size }
    return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: T.self)) }
  }

  mutating func number() -> Double { Double(bitPattern: integer()) }

  mutating func floats(_ count: Int) -> [Float] {
    guard (bytes.count - position) / 4 >= count else {
      isShort = true
      return []
    }
    return (0..<count).map { _ in Float(bitPattern: integer()) }
  }

  mutating func episode() -> Episode {
    let node: Int32 = integer()
    return Episode(node: node < 0 ? nil : node, quality: number(), latency: integer(), time: integer())
  }

  mutating func pattern() -> Pattern {
    let id: Int64 = integer()
    let (count, quality, latency, spread) = (number(), number(), number(), number())
    let time: Int64 = integer()
    var nodes: [NodeRecord] = []
    for _ in 0..<min(integer(UInt32.self), UInt32(Pattern.nodesMax + 1)) where !isShort {
      let node: Int32 = integer()
      var evidence = Evidence()
      evidence.count = number()
      evidence.mean = number()
      evidence.squares = number()
      evidence.successes = number()
      evidence.failures = number()
      nodes.append(NodeRecord(node: node, evidence: evidence, qualities: number(), time: integer()))
    }
    return Pattern(id: id, count: count, quality: quality, latency: latency, spread: spread, time: time, nodes: nodes)
  }
}
