/// What a parameter, result, option or context field may hold.
public indirect enum ValueType: Sendable, Equatable {
  case boolean
  case integer
  case number
  case string
  /// One of a few words.
  case choice([String])
  case table
  case function
  /// A native object, by class name; `vector` and `matrix` are classes too.
  case object(String)
  case any
}

/// The values a number may take. Both ends are allowed.
public enum Bounds: Sendable, Equatable {
  case integers(ClosedRange<Int64>)
  case numbers(ClosedRange<Double>)
}

/// A named, typed, documented place for a value.
public struct Parameter: Sendable {
  public var name: String
  public var type: ValueType
  public var unit: String?
  public var bounds: Bounds?
  public var isOptional: Bool
  /// Shown in help when the argument is left out.
  public var defaultText: String?
  public var summary: String
  /// The entries a table may have by name. A table that declares any of its entries is checked, and may have no others.
  public var fields: [Parameter] = []
  /// What each entry of a table's list part is: one parameter, or none where there is no list part.
  public var elements: [Parameter] = []
  /// What an entry is whose name is in no declaration, such as an account's: one parameter, or none.
  public var others: [Parameter] = []

  public init(
    _ name: String, _ type: ValueType, unit: String? = nil, bounds: Bounds? = nil, isOptional: Bool = false,
    defaultText: String? = nil, _ summary: String = ""
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.bounds = bounds
    self.isOptional = isOptional
    self.defaultText = defaultText
    self.summary = summary
  }

  /// A table whose entries are declared.
  public static func table(
    _ name: String, fields: [Parameter] = [], elements: Parameter? = nil, others: Parameter? = nil, isOptional: Bool = false,
    defaultText: String? = nil, _ summary: String = ""
  ) -> Parameter {
    var parameter = Parameter(name, .table, isOptional: isOptional, defaultText: defaultText, summary)
    parameter.fields = fields
    parameter.elements = elements.map { [$0] } ?? []
    parameter.others = others.map { [$0] } ?? []
    return parameter
  }

  /// Whether a table passed for it may hold only what is declared.
  public var isClosed: Bool { !(fields.isEmpty && elements.isEmpty && others.isEmpty) }
}

/// A `Parameter` whose Swift type is known, so that a declaration and the closure behind it can't disagree.
public struct Typed<Passed: Passable>: Sendable {
  public var parameter: Parameter
  public init(_ parameter: Parameter) { self.parameter = parameter }
}

extension Typed where Passed: Entry {
  /// A field the caller may leave out: it then reads as `value`. `Table.subscript(_:)` reads it.
  public func defaulting(to value: Passed) -> Typed {
    var copy = self
    copy.parameter.isOptional = true
    copy.parameter.defaultText = value.literal
    return copy
  }
}

extension Typed {
  /// A parameter the caller may leave out: the closure receives nil. `.optional(.integer("count"), "1")`
  public static func optional<Wrapped: Passable>(_ required: Typed<Wrapped>, _ defaultText: String? = nil) -> Typed<Wrapped?>
  where Passed == Wrapped? {
    var parameter = required.parameter
    parameter.isOptional = true
    parameter.defaultText = defaultText
    return Typed<Wrapped?>(parameter)
  }
}

extension Typed where Passed == Bool {
  public static func boolean(_ name: String, _ summary: String = "") -> Typed<Bool> {
    Typed(Parameter(name, .boolean, summary))
  }
}

extension Typed where Passed == Int64 {
  public static func integer(
    _ name: String, _ range: ClosedRange<Int64>? = nil, unit: String? = nil, _ summary: String = ""
  ) -> Typed<Int64> {
    Typed(Parameter(name, .integer, unit: unit, bounds: range.map(Bounds.integers), summary))
  }
}

extension Typed where Passed == Double {
  public static func number(
    _ name: String, _ range: ClosedRange<Double>? = nil, unit: String? = nil, _ summary: String = ""
  ) -> Typed<Double> {
    Typed(Parameter(name, .number, unit: unit, bounds: range.map(Bounds.numbers), summary))
  }
}

extension Typed where Passed == String {
  public static func string(_ name: String, _ summary: String = "") -> Typed<String> {
    Typed(Parameter(name, .string, summary))
  }
  public static func choice(_ name: String, _ words: [String], _ summary: String = "") -> Typed<String> {
    Typed(Parameter(name, .choice(words), summary))
  }
}

extension Typed where Passed == Table {
  public static func table(
    _ name: String, fields: [Parameter] = [], elements: Parameter? = nil, others: Parameter? = nil, _ summary: String = ""
  ) -> Typed<Table> {
    Typed(.table(name, fields: fields, elements: elements, others: others, summary))
  }
}

extension Typed where Passed == Value {
  public static func any(_ name: String, _ summary: String = "") -> Typed<Value> {
    Typed(Parameter(name, .any, summary))
  }
}

extension Typed where Passed: NativeObject {
  public static func object(_ name: String, _ summary: String = "") -> Typed<Passed> {
    Typed(Parameter(name, .object(Passed.className), summary))
  }
}
