/// The block being edited and the cursor in it; what keys do to them.
///
/// Lines after the first start with `margin` spaces, so that the block stands flush behind the prompt.
public struct EditBuffer: Equatable, Sendable {
  public private(set) var text: [UInt8]
  /// In bytes, never inside a character.
  public private(set) var cursor: Int
  private let margin: Int

  public init(text: [UInt8], cursor: Int, margin: Int) {
    self.text = text
    self.cursor = min(max(cursor, 0), text.count)
    self.margin = margin
  }

  /// The block as the user means it.
  public var source: String { String(decoding: Self.withoutMargin(text, margin), as: UTF8.self) }
  /// The same, up to the cursor.
  public var sourceBeforeCursor: [UInt8] { Self.withoutMargin(Array(text[..<cursor]), margin) }

  public mutating func replace(with source: String) {
    text = Self.withMargin(Array(source.utf8), margin)
    cursor = text.count
  }

  // MARK: Lines

  private var lineStart: Int { (text[..<cursor].lastIndex(of: newline) ?? -1) + 1 }
  private var lineEnd: Int { text[cursor...].firstIndex(of: newline) ?? text.count }
  public var isOnFirstLine: Bool { lineStart == 0 }
  public var isOnLastLine: Bool { lineEnd == text.count }
  /// Whether the cursor is in the white space a line after the first starts with.
  public var isInIndentation: Bool { lineStart > 0 && text[lineStart..<cursor].allSatisfy { isSpace($0) } }

  /// The first column of the line that belongs to the source; from there, the start of the block.
  public mutating func moveHome() {
    let start = lineStart
    var content = start
    while content < lineEnd, content - start < (start == 0 ? 0 : margin), text[content] == 0x20 { content += 1 }
    cursor = cursor == content ? 0 : content
  }

  public mutating func moveToLineEnd() { cursor = cursor == lineEnd ? text.count : lineEnd }

  public mutating func moveUp() {
    let column = screenColumn
    guard lineStart > 0 else { return }
    cursor = lineStart - 1
    move(toColumn: column)
  }

  public mutating func moveDown() {
    let column = screenColumn
    guard lineEnd < text.count else { return }
    cursor = lineEnd + 1
    move(toColumn: column)
  }

  public mutating func moveToEnd() { cursor = text.count }

  /// Columns before the cursor in its line, those of the prompt or the margin included.
  private var screenColumn: Int {
    (lineStart == 0 ? margin : 0) + displayWidth(String(decoding: text[lineStart..<cursor], as: UTF8.self))
  }

  private mutating func move(toColumn column: Int) {
    cursor = lineStart
    while cursor < lineEnd, screenColumn < column {
      cursor += 1
      while cursor < text.count, text[cursor] & 0xC0 == 0x80 { cursor += 1 }
    }
  }

  // MARK: Changes

  public mutating func insert(_ inserted: some Collection<UInt8>) {
    text.insert(contentsOf: inserted, at: cursor)
    cursor += inserted.count
  }

  /// Starts a new line at the cursor, indented like its block; a line that only closes a block first moves back.
  public mutating func insertNewline() {
    setBackCloser()
    guard let indent = Indentation.next(after: Self.withoutMargin(Array(text[..<cursor]), margin)) else {
      insert([newline])  // inside a string: its text is not ours to indent
      return
    }
    insert([newline] + [UInt8](repeating: 0x20, count: margin + indent))
  }

  /// Moves a line that starts with `end`, `else`, `until` or `}` a step back, if it stands as deep as its block's inside.
  public mutating func setBackCloser() {
    let start = lineStart
    guard start > 0, let expected = Indentation.next(after: Self.withoutMargin(Array(text[..<(start - 1)]), margin)), expected >= Indentation.step
    else { return }
    let line = text[start..<cursor]
    let spaces = line.prefix { $0 == 0x20 }.count
    guard spaces == margin + expected, let first = tokens(of: Array(line)).first,
      Indentation.isCloser(String(decoding: Array(line)[first.range], as: UTF8.self))
    else { return }
    // A line that opens a block has its inside a step deeper; a closer stands level with the opener.
    text.removeSubrange(start..<(start + Indentation.step))
    cursor -= Indentation.step
  }

  /// Deletes the character before the cursor; in indentation, a step of it, and with the last of it the line itself.
  ///
  /// - Returns: false at the start of the block.
  public mutating func deleteBackward() -> Bool {
    guard cursor > 0 else { return false }
    let start = lineStart
    let isIndentation = start > 0 && text[start..<cursor].allSatisfy { $0 == 0x20 }
    let columns = cursor - start
    var count = 1
    if isIndentation, columns <= margin {
      count = columns + 1  // the line end with it
    } else if isIndentation {
      count = (columns - margin - 1) % Indentation.step + 1
    } else {
      while cursor - count > 0, text[cursor - count] & 0xC0 == 0x80 { count += 1 }
    }
    text.removeSubrange((cursor - count)..<cursor)
    cursor -= count
    return true
  }

  /// Inserts text as it is, its line ends followed by the margin.
  public mutating func paste(_ pasted: [UInt8]) {
    let before = Self.withoutMargin(Array(text[..<cursor]), margin)
    let after = Array(text[cursor...])
    let head = Self.withMargin(before + pasted, margin)
    text = head + after
    cursor = head.count
  }

  // MARK: Margin

  static func withMargin(_ source: [UInt8], _ margin: Int) -> [UInt8] {
    var result: [UInt8] = []
    var breaks = lineBreaks(source)[...]
    for (index, byte) in source.enumerated() {
      result.append(byte)
      if breaks.first == index {
        result += [UInt8](repeating: 0x20, count: margin)
        breaks.removeFirst()
      }
    }
    return result
  }

  static func withoutMargin(_ text: [UInt8], _ margin: Int) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    for index in lineBreaks(text) where index >= start {
      result += text[start...index]
      start = index + 1 + min(text[(index + 1)...].prefix { $0 == 0x20 }.count, margin)
    }
    return result + text[start...]
  }

  /// The line ends between tokens. Those inside strings and comments are part of them: no margin follows, since white
  /// space counts there.
  private static func lineBreaks(_ text: [UInt8]) -> [Int] {
    guard text.contains(newline) else { return [] }
    var result: [Int] = []
    var position = 0
    for token in tokens(of: text) {
      result += (position..<token.range.lowerBound).filter { text[$0] == newline }
      position = token.range.upperBound
      // What follows the last token may still be inside it.
      if !token.isClosed, token.kind == .longString || token.kind == .longComment { position = text.count }
    }
    return result + (position..<text.count).filter { text[$0] == newline }
  }
}
