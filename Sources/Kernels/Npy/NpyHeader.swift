/// What the text at the start of a `.npy` file says: a Python dictionary of `descr`, `fortran_order` and `shape`.
public struct NpyHeader: Sendable, Equatable {
  /// How an element is stored.
  public enum Format: String, Sendable, CaseIterable {
    case f32 = "<f4"
    case f64 = "<f8"
    case i64 = "<i8"
    case i8 = "|i1"
    case u8 = "|u1"
    case bool = "|b1"

    /// Bytes of an element in the file.
    public var size: Int {
      switch self {
      case .f32: 4
      case .f64, .i64: 8
      case .i8, .u8, .bool: 1
      }
    }

    /// What an element becomes in memory.
    public var elementType: ElementType {
      switch self {
      case .f32, .i8, .u8: .f32
      case .f64: .f64
      case .i64: .i64
      case .bool: .mask
      }
    }

    init(_ type: ElementType) {
      self =
        switch type {
        case .f32: .f32
        case .f64: .f64
        case .i64: .i64
        case .mask: .bool
        }
    }
  }

  public var format: Format
  public var isFortranOrder: Bool
  /// None, one or two dimensions.
  public var shape: [Int]

  public var rows: Int { shape.first ?? 1 }
  public var columns: Int { shape.count > 1 ? shape[1] : 1 }

  /// Parses the dictionary.
  ///
  /// - Throws: what is wrong with it, in words.
  init(parsing text: [UInt8]) throws(Problem) {
    var scanner = Scanner(text)
    var descr: String?
    var order: Bool?
    var dimensions: [Int]?
    try scanner.expect("{")
    while !scanner.take("}") {
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "descr": descr = try scanner.string()
      case "fortran_order": order = try scanner.boolean()
      case "shape": dimensions = try scanner.tuple()
      default: throw Problem("header has an unknown key '\(key)'")
      }
      if !scanner.take(",") {
        try scanner.expect("}")
        break
      }
    }
    guard scanner.isAtEnd else { throw Problem("header goes on after its closing brace") }
    guard let descr, let order, let dimensions else { throw Problem("header lacks descr, fortran_order or shape") }
    guard let format = Format(rawValue: descr) else {
      throw Problem("elements are '\(descr)'; supported: \(Format.allCases.map(\.rawValue).joined(separator: " "))")
    }
    guard dimensions.count <= 2 else { throw Problem("has \(dimensions.count) dimensions; at most 2 are supported") }
    self.format = format
    isFortranOrder = order
    shape = dimensions
  }

  /// Elements the shape claims times their size; nil where that overflows.
  var payloadBytes: Int? {
    var bytes = format.size
    for dimension in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      bytes = product
    }
    return bytes
  }

  struct Problem: Error {
    var text: String
    init(_ text: String) { self.text = text }
  }
}

/// Reads the few forms of Python literal a header may contain.
private struct Scanner {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  private mutating func skipSpace() {
    while position < text.count, text[position] == UInt8(ascii: " ") || text[position] == UInt8(ascii: "\n") { position += 1 }
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == text.count
    }
  }

  mutating func take(_ word: StaticString) -> Bool {
    skipSpace()
    let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard text[position...].starts(with: bytes) else { return false }
    position += bytes.count
    return true
  }

  mutating func expect(_ word: StaticString) throws(NpyHeader.Problem) {
    guard take(word) else { throw NpyHeader.Problem("header is malformed at byte \(position): '\(word)' expected") }
  }

  mutating func string() throws(NpyHeader.Problem) -> String {
    skipSpace()
    guard position < text.count, text[position] == UInt8(ascii: "'") || text[position] == UInt8(ascii: "\"") else {
      throw NpyHeader.Problem("header is malformed at byte \(position): a string expected")
    }
    guard let end = text[(position + 1)...].firstIndex(of: text[position]) else {
      throw NpyHeader.Problem("header has a string without an end")
    }
    defer { position = end + 1 }
    return String(decoding: text[(position + 1)..<end], as: UTF8.self)
  }

  mutating func boolean() throws(NpyHeader.Problem) -> Bool {
    if take("True") { return true }
    try expect("False")
    return false
  }

  mutating func tuple() throws(NpyHeader.Problem) -> [Int] {
    var items: [Int] = []
    try expect("(")
    while !take(")") {
      skipSpace()
      let start = position
      while position < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) { position += 1 }
      guard let item = Int(String(decoding: text[start..<position], as: UTF8.self)) else {
        throw NpyHeader.Problem("header's shape is not a tuple of whole numbers")
      }
      items.append(item)
      if !take(",") {
        try expect(")")
        break
      }
    }
    return items
  }
}
