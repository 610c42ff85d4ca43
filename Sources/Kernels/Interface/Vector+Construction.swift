import Interface

extension Vector {
  /// The numbers of a script's table, or a copy of a vector.
  convenience init(script elements: Value, _ typeName: String?) throws {
    switch elements {
    case .table(let table):
      guard table.fields.isEmpty else { throw ScriptError("a table of numbers 1…n expected, got one with other keys") }
      try self.init(ElementType(named: typeName), count: table.list.count)
      for (i, element) in table.list.enumerated() {
        guard let scalar = Scalar(element) else { throw ScriptError("element \(i + 1): number expected, got \(element.typeName)") }
        try setElement(i, to: scalar)
      }
    case .object(let vector as Vector):
      let copy = try typeName.map { try vector.converted(to: ElementType(named: $0)) } ?? vector.copy()
      try self.init(copy.type, count: copy.count)
      try assign(copy)
    default: throw ScriptError("table or vector expected, got \(elements.typeName)")
    }
  }

  /// The integers from `first` through `last`.
  convenience init(from first: Int64, through last: Int64, by step: Int64) throws {
    guard step != 0 else { throw ScriptError("range: a step of 0 never ends") }
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow else { throw ScriptError("range: more than 2⁶³ from \(first) to \(last)") }
    let count = span == 0 || (span > 0) == (step > 0) ? Int(span / step) + 1 : 0
    try self.init(.i64, count: count)
    try withMutableElements(of: Int64.self) { elements in
      try inPieces(count) { (start, length) throws(ArrayError) in
        for i in start..<start + length { elements[i] = first + Int64(i) * step }
      }
    }
  }

  /// `count` numbers from `first` to `last` at equal distances.
  convenience init(from first: Double, to last: Double, count: Int, _ type: ElementType) throws {
    try self.init(type, count: count)
    let step = count > 1 ? (last - first) / Double(count - 1) : 0
    try inPieces(count) { (start, length) throws(ArrayError) in
      for i in start..<start + length { try setElement(i, to: .number(i == count - 1 && count > 1 ? last : first + Double(i) * step)) }
    }
  }

  /// Draws of a stream, in order.
  convenience init(_ type: ElementType, count: Int, random: inout RandomStream, isNormal: Bool) throws {
    guard type == .f32 || type == .f64 else { throw ArrayError.type(expected: "f32 or f64", type) }
    try self.init(type, count: count)
    if type == .f32 {
      try withMutableElements(of: Float.self) { elements in
        try inPieces(count) { (start, length) throws(ArrayError) in
          for i in start..<start + length { elements[i] = Float(isNormal ? random.normal() : random.uniform24()) }
        }
      }
    } else {
      try withMutableElements(of: Double.self) { elements in
        try inPieces(count) { (start, length) throws(ArrayError) in
          for i in start..<start + length { elements[i] = isNormal ? random.normal() : random.uniform() }
        }
      }
    }
  }
}

extension Scalar {
  init?(_ value: Value) {
    switch value {
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .boolean(let value): self = .integer(value ? 1 : 0)
    default: return nil
    }
  }
}

extension RandomStream {
  /// Uniform in [0, 1) with the 24 bits an f32 holds, so that rounding never reaches 1.
  fileprivate mutating func uniform24() -> Double { Double(next() >> 40) * 0x1p-24 }

  /// A seed, or a table of one with the stream's names.
  init(script stream: Value) throws {
    var seed: Int64?
    var lane: Int64 = 0
    var names: [String] = []
    switch stream {
    case .integer(let value): seed = value
    case .table(let table):
      if case .integer(let value) = table["seed"] { seed = value }
      if case .integer(let value) = table["lane"] { lane = value }
      names = try table.list.map {
        guard case .string(let name) = $0 else { throw ScriptError("a random stream's names are strings, got \($0.typeName)") }
        return name
      }
    default: break
    }
    guard let seed else { throw ScriptError("an integer seed, or a table like { seed = 7, \"purpose\" }, expected, got \(stream.typeName)") }
    self.init(seed: UInt64(bitPattern: seed), names: names, lane: UInt64(bitPattern: lane))
  }
}
