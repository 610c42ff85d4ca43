import CKernels
import CSodium
import Glibc
import Interface
import JSON
import Kernels
import Policies

/// A log of decisions as it was read: nothing in it is believed before it is checked.
final class DecisionFile {
  enum Entry {
    case handover(from: Int, to: Int)
    /// Where its contents are.
    case decision(Range<Int>)
  }

  let path: String
  let bytes: [UInt8]
  /// In the order they came in.
  let policies: [PolicyRecord]
  let kinds: [PolicyKind]
  let entries: [Entry]
  /// Where in `entries` decisions are.
  let decisions: [Int]
  /// Whether its writer ended it, so that its hash stands for the whole.
  let isComplete: Bool

  /// - Throws: `ScriptError` where it can't be read, or is no log, or was changed; the byte is named.
  init(_ path: String, kinds all: [PolicyKind]) throws {
    self.path = path
    guard let bytes = readFile(path, limit: Self.bytesMax + 1) else { throw ScriptError("\(path): \(String(cString: strerror(errno)))") }
    if bytes.count > Self.bytesMax { throw ScriptError("\(path): is over \(Self.bytesMax >> 30) GiB") }
    self.bytes = bytes
    var reader = DecisionReader(bytes, path)
    guard bytes.starts(with: DecisionCode.magic) else { throw ScriptError("\(path): is no log of decisions") }
    reader.position = DecisionCode.magic.count
    var policies: [PolicyRecord] = [], kinds: [PolicyKind] = [], entries: [Entry] = [], decisions: [Int] = []
    var isComplete = false
    while !reader.isAtEnd, !isComplete {
      let start = reader.position
      guard let (kind, contents) = try reader.record() else { break }  // cut short
      switch kind {
      case .policy:
        let policy = try Self.policy(Array(bytes[contents]), at: start, path)
        guard let kind = all.first(where: { $0.name == policy.kind }) else {
          throw ScriptError("\(path): byte \(start): no kind of policy '\(policy.kind)' in this version")
        }
        policies.append(policy)
        kinds.append(kind)
      case .handover:
        var part = DecisionReader(bytes, path, contents)
        let pair = (Int(try part.integer(UInt32.self)), Int(try part.integer(UInt32.self)))
        guard pair.0 < policies.count, pair.1 < policies.count else { throw ScriptError("\(path): byte \(start): a policy nobody told of") }
        entries.append(.handover(from: pair.0, to: pair.1))
      case .decision:
        decisions.append(entries.count)
        entries.append(.decision(contents))
      case .end:
        guard Self.hash(bytes[..<start]).elementsEqual(bytes[contents]), reader.isAtEnd else { throw ScriptError("\(path): was changed: its hash is another") }
        isComplete = true
      }
    }
    (self.policies, self.kinds, self.entries, self.decisions, self.isComplete) = (policies, kinds, entries, decisions, isComplete)
  }

  private static let bytesMax = 2 << 30

  private static func policy(_ bytes: [UInt8], at start: Int, _ path: String) throws -> PolicyRecord {
    do {
      guard let text = String(validating: bytes, as: UTF8.self), case .table(let table) = try JSONReader.value(text) else {
        throw ScriptError("is no policy")
      }
      return try PolicyRecord(table)
    } catch { throw ScriptError("\(path): byte \(start): \(error)") }
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      var hash = [UInt8](repeating: 0, count: 32)
      crypto_generichash(&hash, 32, bytes.baseAddress, UInt64(bytes.count), nil, 0)
      return hash
    }
  }

  /// One decision, taken apart.
  ///
  /// - Throws: `ScriptError` with the byte that makes no sense.
  func decision(_ contents: Range<Int>) throws -> Decision {
    var reader = DecisionReader(bytes, path, contents)
    return try Decision(&reader, policies.count, kinds)
  }
}

/// What a policy was asked, and what it answered.
struct Decision {
  enum Cell {
    case none
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case array(ElementType, isMatrix: Bool, rows: Int, columns: Int, bytes: Range<Int>?)
  }
  enum Answer {
    /// Where the bytes of results and outputs are, and both taken apart.
    case results(Range<Int>, [Cell], outputs: [Cell])
    case fault(String)
  }

  let policy: Int
  let function: Int
  let instance: Int
  let now: Int64
  let stream: ck_stream
  let context: [Cell]
  /// Outputs without contents, but for those that are kept.
  let arguments: [Cell]
  let lentResults: [Cell]
  let answer: Answer

  /// Instances a log may tell of.
  private static let instancesMax = 1 << 24

  init(_ reader: inout DecisionReader, _ policyCount: Int, _ kinds: [PolicyKind]) throws {
    let start = reader.position
    policy = Int(try reader.integer(UInt32.self))
    function = Int(try reader.integer(UInt8.self))
    instance = Int(try reader.integer(UInt32.self))
    guard policy < policyCount, function < kinds[policy].functions.count, instance < Self.instancesMax else {
      throw ScriptError("\(reader.path): byte \(start): a decision of nobody")
    }
    let kind = kinds[policy], declared = kind.functions[function]
    now = try reader.integer(Int64.self)
    stream = ck_stream(key: try reader.integer(UInt64.self), lane: try reader.integer(UInt64.self), draw: try reader.integer(UInt64.self))
    context = try kind.fields.map { _ in try reader.cell(withContents: true) }
    arguments = try declared.parameters.map { try reader.cell(withContents: $0.isInput) }
    lentResults = try declared.results.map { _ in try reader.cell(withContents: false) }
    guard let answered = DecisionCode.Answer(rawValue: try reader.integer(UInt8.self)) else { throw ScriptError("\(reader.path): byte \(reader.position): no answer") }
    switch answered {
    case .fault: answer = .fault(String(decoding: reader.rest, as: UTF8.self))
    case .results:
      let begin = reader.position
      let results = try declared.results.map { _ in try reader.cell(withContents: true) }
      let outputs = try declared.parameters.filter(\.isOutput).map { _ in try reader.cell(withContents: true) }
      answer = .results(begin..<reader.position, results, outputs: outputs)
    }
  }
}

/// Reads what a log holds, never beyond its end.
struct DecisionReader {
  let bytes: [UInt8]
  let path: String
  var position: Int
  let end: Int

  init(_ bytes: [UInt8], _ path: String, _ range: Range<Int>? = nil) {
    self.bytes = bytes
    self.path = path
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  var isAtEnd: Bool { position == end }
  var rest: ArraySlice<UInt8> { bytes[position..<end] }

  /// nil where the file was cut short.
  mutating func record() throws -> (DecisionCode.Record, Range<Int>)? {
    guard end - position >= 5 else { return nil }
    let start = position
    guard let kind = DecisionCode.Record(rawValue: bytes[position]) else { throw ScriptError("\(path): byte \(start): no record of a log") }
    position += 1
    let length = Int(try integer(UInt32.self))
    guard length <= end - position else { return nil }
    defer { position += length }
    return (kind, position..<position + length)
  }

  mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws -> T {
    let size = MemoryLayout<T>.size
    guard end - position >= size else { throw ScriptError("\(path): byte \(position): the record ends too early") }
    defer { position += size }
    return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: T.self)) }
  }

  /// - Parameter withContents: whether an array's elements follow.
  mutating func cell(withContents: Bool) throws -> Decision.Cell {
    switch UInt32(try integer(UInt8.self)) {
    case CK_NIL.rawValue: return .none
    case CK_BOOLEAN.rawValue where withContents: return .boolean(try integer(UInt8.self) != 0)
    case CK_INTEGER.rawValue where withContents: return .integer(try integer(Int64.self))
    case CK_NUMBER.rawValue where withContents: return .number(Double(bitPattern: try integer(UInt64.self)))
    case CK_ARRAY.rawValue:
      guard let type = ElementType(rawValue: try integer(UInt8.self)) else { break }
      let isMatrix = try integer(UInt8.self) != 0
      let rows = Int(try integer(UInt32.self)), columns = Int(try integer(UInt32.self))
      let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
      guard !overflow, count <= Self.elementsMax, isMatrix || columns == 1 else { break }
      if !withContents { return .array(type, isMatrix: isMatrix, rows: rows, columns: columns, bytes: nil) }
      guard count * type.size <= end - position else { break }
      defer { position += count * type.size }
      return .array(type, isMatrix: isMatrix, rows: rows, columns: columns, bytes: position..<position + count * type.size)
    default: break
    }
    throw ScriptError("\(path): byte \(position): no value")
  }

  private static let elementsMax = 1 << 26
}
