/// Requests as they reached a production service: when, and how much work each asked for.
///
/// Format: the Azure LLM inference traces' CSV. A header `TIMESTAMP,ContextTokens,GeneratedTokens`, then lines such as
/// `2023-11-16 18:17:03.9799600,4808,10`; up to seven decimals; lines end in CR LF or LF, and the last may lack an end.
public struct Arrivals: Sendable {
  /// Simulated time since the first request, in µs; never falls.
  public let times: [Int64]
  /// Tokens of the prompt.
  public let contextTokens: [Int32]
  /// Tokens of the answer.
  public let generatedTokens: [Int32]

  public var count: Int { times.count }
  /// From the first request to the last, in µs.
  public var duration: Int64 { times.last ?? 0 }

  /// Reads a trace.
  ///
  /// - Throws: `DatasetError` with the line of the first fault: a field missing, a date that doesn't exist, a count out
  ///   of range, time running backwards.
  /// - Complexity: one pass over the file
  public init(path: String) throws(DatasetError) {
    let file = try FileBytes(path)
    defer { withExtendedLifetime(file) {} }
    var lines = Lines(file)
    guard let header = lines.next() else { throw .line(path, 1, "empty file: the header TIMESTAMP,ContextTokens,GeneratedTokens expected") }
    guard header.elementsEqual("TIMESTAMP,ContextTokens,GeneratedTokens".utf8) else {
      throw .line(path, 1, "the header TIMESTAMP,ContextTokens,GeneratedTokens expected, got \(quoted(header))")
    }
    var times: [Int64] = []
    var context: [Int32] = []
    var generated: [Int32] = []
    var first: Int64?
    var last: Int64 = 0
    while let line = lines.next() {
      var scanner = FieldScanner(line)
      guard let ticks = scanner.timestamp(), scanner.take(0x2C), let asked = scanner.count(), scanner.take(0x2C),
        let answered = scanner.count(), scanner.isAtEnd
      else {
        throw .line(path, lines.number, "a timestamp and two token counts expected, got \(quoted(line))")
      }
      let origin = first ?? ticks
      first = origin
      let time = (ticks - origin) / 10
      guard ticks >= origin, time >= last else { throw .line(path, lines.number, "earlier than the line before it: \(quoted(line))") }
      last = time
      times.append(time)
      context.append(asked)
      generated.append(answered)
    }
    guard !times.isEmpty else { throw .line(path, 2, "no request after the header") }
    self.times = times
    contextTokens = context
    generatedTokens = generated
  }
}

/// A faulty line for an error message: shortened, printable.
func quoted(_ line: UnsafeRawBufferPointer.SubSequence) -> String {
  let text = String(decoding: line.prefix(60), as: UTF8.self)
  return "\"" + text.unicodeScalars.map { $0.value < 32 ? "\u{FFFD}" : String($0) }.joined() + (line.count > 60 ? "…" : "") + "\""
}

/// Reads a line's fields from left to right without copying it.
struct FieldScanner {
  private var rest: UnsafeRawBufferPointer.SubSequence

  init(_ line: UnsafeRawBufferPointer.SubSequence) { rest = line }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// A decimal count up to `Int32.max`.
  mutating func count() -> Int32? {
    guard let (value, digits) = number(most: 10), digits > 0 else { return nil }
    return Int32(exactly: value)
  }

  /// `YYYY-MM-DD hh:mm:ss[.fffffff]` as ticks of 100 ns since year 0 of the proleptic Gregorian calendar.
  mutating func timestamp() -> Int64? {
    guard let year = fixed(4), take(0x2D), let month = fixed(2), (1...12).contains(month), take(0x2D), let day = fixed(2),
      (1...daysInMonth(year, month)).contains(day), take(0x20), let hour = fixed(2), hour < 24, take(0x3A),
      let minute = fixed(2), minute < 60, take(0x3A), let second = fixed(2), second < 60
    else { return nil }
    var fraction: Int64 = 0
    if take(0x2E) {
      guard let (value, digits) = number(most: 7), digits > 0 else { return nil }
      fraction = value
      for _ in digits..<7 { fraction *= 10 }
    }
    let seconds = ((daysBefore(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    return seconds * 10_000_000 + fraction
  }

  private mutating func fixed(_ width: Int) -> Int64? {
    guard let (value, digits) = number(most: width), digits == width else { return nil }
    return value
  }

  private mutating func number(most: Int) -> (value: Int64, digits: Int)? {
    var value: Int64 = 0
    var digits = 0
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      guard digits < most else { return nil }
      value = value * 10 + Int64(byte - 0x30)
      digits += 1
      rest.removeFirst()
    }
    return (value, digits)
  }
}

private func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

private func daysInMonth(_ year: Int64, _ month: Int64) -> Int64 {
  switch month {
  case 2: isLeap(year) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

private func daysBefore(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
  var days = year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400
  for earlier in 1..<month { days += daysInMonth(year, earlier) }
  return days + day - 1
}
