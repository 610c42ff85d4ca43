/// The first 64 bytes of a file: what it is, and what it is the memory of.
struct VectorFileHeader {
  static let size = 64
  private static let magic: [UInt8] = Array("formicvm".utf8)
  private static let version: UInt32 = 1

  var configuration: VectorIndex.Configuration
  /// Operations that were in the file when it took its name: with less, it is damaged, whatever its end looks like.
  var snapshotCount = 0

  /// - Returns: the bytes, and the chain that the first record's checksum covers.
  func sealed() -> (bytes: [UInt8], chain: VectorRecord.Chain) {
    var record = VectorRecord()
    for byte in Self.magic { record.append(byte) }
    record.append(Self.version)
    record.append(UInt32(configuration.dimension))
    record.append(UInt8(Metric.allCases.firstIndex(of: configuration.metric)!))
    record.append(UInt8(Code.allCases.firstIndex(of: configuration.code)!))
    record.append(UInt16(configuration.m))
    record.append(UInt32(clamping: configuration.efConstruction))
    record.append(UInt32(clamping: configuration.efSearch))
    record.append(UInt32(clamping: configuration.exactBelow))
    record.append(configuration.seed)
    record.append(UInt64(snapshotCount))
    var bytes = Array(record.bytes.dropFirst(VectorRecord.headSize))
    bytes += [UInt8](repeating: 0, count: Self.size - VectorRecord.checksumSize - bytes.count)
    let chain = bytes.withUnsafeBytes { VectorRecord.checksum($0, after: .zero) }
    withUnsafeBytes(of: chain) { bytes.append(contentsOf: $0) }
    return (bytes, chain)
  }

  /// - Parameter bytes: `size` of them.
  /// - Throws: `VectorError.file` without a place.
  init(_ bytes: UnsafeRawBufferPointer) throws(VectorError) {
    guard bytes.prefix(8).elementsEqual(Self.magic) else { throw .file("not a vector memory") }
    func number<Number: FixedWidthInteger>(at offset: Int) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
    let content = UnsafeRawBufferPointer(rebasing: bytes[..<(Self.size - VectorRecord.checksumSize)])
    let stored = bytes.loadUnaligned(fromByteOffset: content.count, as: VectorRecord.Chain.self)
    let (version, dimension) = (number(at: 8) as UInt32, Int(number(at: 12) as UInt32))
    guard version == Self.version else { throw .file("version \(version), this program knows \(Self.version)") }
    let (metric, code, m) = (Int(number(at: 16) as UInt8), Int(number(at: 17) as UInt8), Int(number(at: 18) as UInt16))
    let (efConstruction, efSearch) = (Int(number(at: 20) as UInt32), Int(number(at: 24) as UInt32))
    guard
      stored == VectorRecord.checksum(content, after: .zero), (1...VectorIndex.Configuration.dimensionMax).contains(dimension),
      Metric.allCases.indices.contains(metric), Code.allCases.indices.contains(code), VectorIndex.Configuration.mRange.contains(m),
      VectorIndex.Configuration.efRange.contains(efConstruction), VectorIndex.Configuration.efRange.contains(efSearch)
    else { throw .file("damaged: its first 64 bytes are not what was written") }
    configuration = VectorIndex.Configuration(
      dimension: dimension, metric: Metric.allCases[metric], m: m, efConstruction: efConstruction, efSearch: efSearch,
      exactBelow: Int(number(at: 28) as UInt32), code: Code.allCases[code], seed: number(at: 32))
    snapshotCount = Int(clamping: number(at: 40) as UInt64)
  }

  init(_ configuration: VectorIndex.Configuration, snapshotCount: Int = 0) {
    self.configuration = configuration
    self.snapshotCount = snapshotCount
  }
}
