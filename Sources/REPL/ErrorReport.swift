import Interface
public import LuaRuntime

/// An error as its user reads it: what, where, the line of source with the culprit underlined, and how it came there.
public enum ErrorReport {
  /// - Parameter sourceLine: a line, from 1, of a chunk by the name errors show; nil where its text is not at hand.
  /// - Returns: lines, without a line end at the end.
  public static func text(
    _ error: LuaError, appearance: Appearance, sourceLine: (_ chunk: String, _ line: Int) -> String?
  ) -> String {
    var lines: [StyledText] = []
    func add(_ parts: (String, Style)...) {
      var line = StyledText()
      for (text, style) in parts { line.append(text, style) }
      lines.append(line)
    }
    let (message, inner) = cause(of: error, sourceLine)
    for (index, text) in reason(error, message, appearance).enumerated() {
      if index == 0 {
        add((error.kind == .interrupted ? "" : "error: ", .error), (text, .title))
      } else {
        add((text, .plain))
      }
    }
    for place in inner + (error.line > 0 ? [(error.chunk, error.line)] : []) {
      add(("  at ", .faint), ("\(place.chunk):\(place.line)", .plain))
      guard let source = sourceLine(place.chunk, place.line) ?? quotedSource(place) else { continue }
      let number = String(place.line)
      let (shown, underline) = excerpt(of: source, about: message, width: appearance.width - number.utf8.count - 5)
      add(("  \(number) | ", .faint), (shown, .plain))
      if let underline {
        add((String(repeating: " ", count: number.utf8.count + 5 + underline.lowerBound), .plain), (String(repeating: "^", count: underline.count), .error))
      }
    }
    let frames = visibleFrames(error)
    if frames.count > 1 || frames.first.map({ ($0.source, $0.line) != (error.chunk, error.line) }) ?? false {
      let places = frames.map { frame in
        let place = frame.line > 0 ? "\(frame.source):\(frame.line)" : "native"
        let room = max(12, appearance.width / 2)
        return place.count > room ? appearance.ellipsis + place.suffix(room - appearance.ellipsis.count) : place
      }
      let width = places.map { displayWidth($0) }.max() ?? 0
      for (index, frame) in frames.enumerated() {
        if error.omitted.count > 0, index == error.omitted.before {
          add(("  \(appearance.ellipsis) (+\(Literal.grouped(error.omitted.count)) more calls)", .faint))
        }
        let padding = String(repeating: " ", count: width - displayWidth(places[index]) + 2)
        add((index == 0 ? "  in " : "     ", .faint), (places[index] + padding, .plain), (frame.name, .faint))
      }
    }
    return lines.map { $0.rendered(hasColour: appearance.hasColour) }.joined(separator: "\n")
  }

  // MARK: The message

  /// The message's lines, cut where it is endless; data raised as an error reads as data.
  private static func reason(_ error: LuaError, _ message: String, _ appearance: Appearance) -> [String] {
    var text = message
    switch error.value {
    case nil, .string?, Value.none?: break
    case let value?:
      text = Printer.text(Snapshot(value), Appearance(hasUnicode: appearance.hasUnicode, width: appearance.width - 7))
    }
    let all = text.utf8.split(separator: newline, omittingEmptySubsequences: false)
    var lines = all.prefix(linesMax).map { line in
      let cut = Substring(line.prefix(bytesMax))
      let rest = line.count - cut.utf8.count
      return appearance.encoded(String(cut)) + (rest > 0 ? "\(appearance.ellipsis) (+\(Literal.grouped(rest)) bytes)" : "")
    }
    if all.count > linesMax { lines.append("\(appearance.ellipsis) (+\(Literal.grouped(all.count - linesMax)) more lines)") }
    return lines
  }

  /// More of a message than this nobody reads.
  private static let linesMax = 24, bytesMax = 600

  /// The message without the places in front of its parts, and those places whose text is at hand, innermost first: what
  /// failed in a coroutine, or in a plugin, did so elsewhere than where it was raised.
  private static func cause(
    of error: LuaError, _ sourceLine: (_ chunk: String, _ line: Int) -> String?
  ) -> (message: String, places: [(chunk: String, line: Int)]) {
    guard error.reason.utf8.count < 4096, !error.reason.utf8.contains(newline) else { return (error.reason, []) }
    var words = error.reason.split(separator: " ", omittingEmptySubsequences: false)
    var places: [(chunk: String, line: Int)] = []
    for (index, word) in words.enumerated().reversed() {
      guard let place = place(word), place != (error.chunk, error.line) || index == 0 else { continue }
      guard sourceLine(place.chunk, place.line) != nil else { continue }
      words.remove(at: index)
      if !places.contains(where: { $0 == place }), place != (error.chunk, error.line) { places.append(place) }
    }
    return (words.joined(separator: " "), places)
  }

  /// "file.lua:12:" as a place.
  private static func place(_ word: Substring) -> (chunk: String, line: Int)? {
    guard word.hasSuffix(":"), let colon = word.dropLast().lastIndex(of: ":"), colon > word.startIndex,
      let line = Int(word[word.index(after: colon)...].dropLast()), line > 0
    else { return nil }
    return (String(word[..<colon]), line)
  }

  /// The first line of a chunk that was loaded from a string: it is the chunk's name.
  private static func quotedSource(_ place: (chunk: String, line: Int)) -> String? {
    guard place.line == 1, place.chunk.hasPrefix("[string \""), place.chunk.hasSuffix("\"]") else { return nil }
    return String(place.chunk.dropFirst("[string \"".count).dropLast(2))
  }

  // MARK: Calls and excerpts

  /// The calls that are the user's: without native functions that have no name, and those that only raise the error.
  private static func visibleFrames(_ error: LuaError) -> [LuaError.Frame] {
    guard error.kind != .syntax else { return [] }
    guard error.omitted.count == 0 else { return error.traceback }
    return error.traceback.filter { frame in
      frame.line > 0
        || !["native function", "global 'error'", "global 'assert'", "metamethod 'index'", "metamethod 'newindex'"].contains(frame.name)
    }
  }

  /// The line without its indentation, cut to fit, and the columns of the word the message quotes.
  static func excerpt(of source: String, about message: String, width: Int) -> (shown: String, underline: Range<Int>?) {
    let text = Array(source.replacingTabs.trimmingSpace.utf8)
    var range: Range<Int>?
    for word in quotedWords(message).reversed() {
      guard let found = place(of: Array(word.utf8), in: text) else { continue }
      range = found
      break
    }
    // A long line shows its part around the word.
    var start = 0
    if let range, range.upperBound > width { start = max(0, min(range.lowerBound - width / 3, text.count - width)) }
    while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
    let before = String(decoding: text[start..<(range?.lowerBound ?? start)], as: UTF8.self)
    var shown = String(decoding: text[start...], as: UTF8.self)
    while displayWidth(shown) > max(width, 8) { shown.removeLast() }
    guard let range, displayWidth(before) < displayWidth(shown) else { return (shown, nil) }
    let column = displayWidth(before)
    let length = displayWidth(String(decoding: text[range], as: UTF8.self))
    return (shown, column..<min(column + max(length, 1), displayWidth(shown)))
  }

  /// What stands between single quotes: names, and tokens of syntax errors.
  private static func quotedWords(_ message: String) -> [String] {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.enumerated().compactMap { $0.offset.isMultiple(of: 2) || $0.element.isEmpty ? nil : String($0.element) }
  }

  /// Where the word stands as a whole word; nil if it does so twice, since Lua doesn't say which is meant.
  private static func place(of word: [UInt8], in text: [UInt8]) -> Range<Int>? {
    guard !word.isEmpty, word.count <= text.count else { return nil }
    func isWordPart(_ i: Int) -> Bool { text.indices.contains(i) && (isNameStart(text[i]) || isDigit(text[i])) }
    let isWord = isNameStart(word[0])
    var found: Range<Int>?
    for start in 0...(text.count - word.count) where text[start..<(start + word.count)].elementsEqual(word) {
      if isWord, isWordPart(start - 1) || isWordPart(start + word.count) { continue }
      if found != nil { return nil }
      found = start..<(start + word.count)
    }
    return found
  }
}

extension String {
  fileprivate var replacingTabs: String {
    String(decoding: utf8.flatMap { $0 == UInt8(ascii: "\t") ? Array("  ".utf8) : [$0] }, as: UTF8.self)
  }
}
