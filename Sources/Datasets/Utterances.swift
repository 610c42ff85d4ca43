import Synchronization

/// Labelled utterances and their sentence embeddings (CLINC150: 150 intents in 10 domains, and out-of-scope ones).
///
/// A folder of three files whose row *i* speak of the same utterance: `utterances.tsv` (header, then split, domain,
/// intent, text), `embeddings.i8.npy` (rows × dimension) and `scales.f32.npy` (rows): the embedding is `q · scale`.
/// Immutable, so every colony and thread of a process shares one copy; embeddings stay int8 in memory.
public final class Utterances: Sendable {
  public enum Split: UInt8, Sendable, CaseIterable {
    case train, validation, test
    /// The word the files use.
    public var word: String { ["train", "val", "test"][Int(rawValue)] }
  }

  public let count: Int
  /// The embeddings' length.
  public let dimension: Int
  /// Names in order of first appearance, out-of-scope left out.
  public let intents: [String]
  public let domains: [String]
  /// The domain of each intent.
  public let domainOfIntent: [Int]

  private let text: FileBytes
  private let texts: [Range<Int>]
  private let splits: [Split]
  /// −1 where out of scope.
  private let labels: [Int16]
  private let quantized: ArrayFile
  private let scales: ArrayFile

  /// Reads a folder.
  ///
  /// - Throws: `DatasetError` with the line, or the byte, of the first fault.
  /// - Complexity: one pass over 11 MB: about 20 ms
  public init(folder: String) throws(DatasetError) {
    let table = try UtteranceTable(path: folder + "/utterances.tsv")
    quantized = try ArrayFile(folder + "/embeddings.i8.npy", .i8, dimensions: 2)
    scales = try ArrayFile(folder + "/scales.f32.npy", .f32, dimensions: 1)
    count = table.splits.count
    dimension = quantized.shape[1]
    for array in [quantized, scales] where array.shape[0] != count {
      throw DatasetError("\(array.path): \(array.shape[0]) rows, but \(table.file.path) has \(count)")
    }
    guard dimension > 0 else { throw DatasetError("\(quantized.path): embeddings of length 0") }
    for row in 0..<count {
      let scale = scales.float(row)
      guard scale.isFinite, scale > 0 else {
        throw DatasetError("\(scales.path): row \(row + 1): scale \(scale) is not positive and finite")
      }
    }
    text = table.file
    texts = table.texts
    splits = table.splits
    labels = table.labels
    intents = table.intents
    domains = table.domains
    domainOfIntent = table.domainOfIntent
  }

  /// The folder's utterances, read once a process.
  public static func shared(folder: String) throws(DatasetError) -> Utterances {
    if let known = cache.withLock({ $0[folder] }) { return known }
    let loaded = try Utterances(folder: folder)
    return cache.withLock { known in
      if let raced = known[folder] { return raced }
      known[folder] = loaded
      return loaded
    }
  }

  // MARK: One utterance

  public func text(_ row: Int) -> String { String(decoding: text.bytes[texts[row]], as: UTF8.self) }
  public func split(_ row: Int) -> Split { splits[row] }
  /// Its label; nil where out of scope.
  public func intent(_ row: Int) -> Int? { labels[row] < 0 ? nil : Int(labels[row]) }
  /// Its intent's domain; nil where out of scope.
  public func domain(_ row: Int) -> Int? { intent(row).map { domainOfIntent[$0] } }

  /// The factor its quantised embedding is multiplied by.
  public func scale(_ row: Int) -> Float { scales.float(row) }

  /// Calls `body` with its embedding as `dimension` bytes, to be multiplied by `scale(row)`.
  public func withQuantizedEmbedding<R>(_ row: Int, _ body: (UnsafeBufferPointer<Int8>) -> R) -> R {
    precondition((0..<count).contains(row))
    return quantized.bytes.withUnsafeBytes { body($0.bindMemory(to: Int8.self)[row * dimension..<(row + 1) * dimension].rebased) }
  }

  /// Writes its embedding as `dimension` floats.
  ///
  /// - Complexity: O(dimension), no allocation
  public func copyEmbedding(_ row: Int, to destination: UnsafeMutablePointer<Float>) {
    let factor = scale(row)
    withQuantizedEmbedding(row) { for i in 0..<dimension { destination[i] = Float($0[i]) * factor } }
  }

  public func embedding(_ row: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: dimension) { buffer, count in
      copyEmbedding(row, to: buffer.baseAddress!)
      count = dimension
    }
  }

  // MARK: Many

  /// The rows of a split in file order: in scope, out of scope, or both.
  public func rows(_ split: Split, inScope: Bool? = nil) -> [Int] {
    (0..<count).filter { splits[$0] == split && (inScope == nil || (labels[$0] >= 0) == inScope) }
  }

  /// The first `shots` training rows of each intent, in file order, by intent.
  public func fewShotRows(_ shots: Int) -> [Int] {
    var chosen = [[Int]](repeating: [], count: intents.count)
    for row in 0..<count where splits[row] == .train && labels[row] >= 0 && chosen[Int(labels[row])].count < shots {
      chosen[Int(labels[row])].append(row)
    }
    return chosen.flatMap { $0 }
  }
}

private let cache = Mutex<[String: Utterances]>([:])

extension Slice where Base == UnsafeBufferPointer<Int8> {
  fileprivate var rebased: UnsafeBufferPointer<Int8> { UnsafeBufferPointer(rebasing: self) }
}
