public import Interface

/// What a vote is about: a question and 1 … 1,000 options, texts or numbers.
public struct VoteQuestion: Sendable, Equatable {
  public let text: String
  public let options: [String]
  /// What the options are worth, where all of them are numbers.
  public let values: [Double]?

  public static let optionsMax = 1_000

  /// - Throws: `SwarmError` for a text that is empty, too long or has characters that don't show, and for options that are
  ///   too many or read alike.
  public init(_ text: String, options: [String], values: [Double]? = nil) throws(SwarmError) {
    precondition(values.map { $0.count == options.count } ?? true)
    guard (1...Self.optionsMax).contains(options.count) else { throw SwarmError("options: 1…\(Self.optionsMax) expected, got \(options.count)") }
    if let fault = PlainText.fault(text, limit: 500) { throw SwarmError("question: \(fault)") }
    var seen: [String: Int] = [:]
    for (i, option) in options.enumerated() {
      if let fault = PlainText.fault(option, limit: 200) { throw SwarmError("options[\(i + 1)]: \(fault)") }
      if let first = seen.updateValue(i, forKey: option.lowercased()) { throw SwarmError("options[\(i + 1)] reads like options[\(first + 1)]: '\(option)'") }
    }
    if let values, let i = values.firstIndex(where: { !$0.isFinite }) { throw SwarmError("options[\(i + 1)]: a finite number expected") }
    self.text = text
    self.options = options
    self.values = values
  }

  /// The options of a list of texts or of numbers.
  ///
  /// - Throws: `SwarmError` naming the entry that is neither, or not like the others.
  public init(_ text: String, options list: [Value]) throws(SwarmError) {
    var texts: [String] = [], values: [Double] = []
    guard list.count <= Self.optionsMax else { throw SwarmError("options: 1…\(Self.optionsMax) expected, got \(list.count)") }
    for (i, value) in list.enumerated() {
      switch value {
      case .string(let option): texts.append(option)
      case .integer(let number): (texts, values) = (texts + ["\(number)"], values + [Double(number)])
      case .number(let number): (texts, values) = (texts + [number.literal], values + [number])
      default: throw SwarmError("options[\(i + 1)]: a text or a number expected, got a \(value.typeName)")
      }
    }
    guard values.isEmpty || values.count == texts.count else { throw SwarmError("options: all texts or all numbers expected") }
    try self.init(text, options: texts, values: values.isEmpty ? nil : values)
  }

  /// As the first entry of a file.
  var entry: Value {
    let list: [Value] = values.map { $0.map { .number($0) } } ?? options.map { .string($0) }
    return ["options": .table(Table(list: list)), "question": .string(text)]
  }

  /// - Throws: `SwarmError` for an entry that is no question.
  init(entry: Table) throws(SwarmError) {
    guard case .string(let text) = entry["question"], case .table(let options) = entry["options"], options.fields.isEmpty else {
      throw SwarmError("not a vote's question")
    }
    try self.init(text, options: options.list)
  }
}

/// Names and texts that people read: what can't be told apart on a screen is refused.
enum PlainText {
  /// What is wrong with a text; nil when nothing is.
  static func fault(_ text: String, limit: Int) -> String? {
    if text.isEmpty { return "a text expected, got an empty one" }
    if text.utf8.count > limit { return "at most \(limit) bytes expected, got \(text.utf8.count)" }
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        return "a character that doesn't show: U+\(String(scalar.value, radix: 16, uppercase: true))"
      default: if scalar.properties.isDefaultIgnorableCodePoint { return "a character that doesn't show: U+\(String(scalar.value, radix: 16, uppercase: true))" }
      }
    }
    if text.first!.isWhitespace || text.last!.isWhitespace { return "a space at an end" }
    return nil
  }
}
