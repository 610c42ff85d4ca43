/// The block being edited and the cursor in it; what keys do to them.
public struct EditBuffer: Equatable, Sendable {
  public private(set) var text: [UInt8]
  /// In bytes, never inside a character.
  public private(set) var cursor: Int

  public init(text: [UInt8], cursor: Int) {
    self.text = text
    self.cursor = min(max(cursor, 0), text.count)
  }

  public init(_ source: String) { self.init(text: Array(source.utf8), cursor: source.utf8.count) }

  public var source: String { String(decoding: text, as: UTF8.self) }
  public var beforeCursor: [UInt8] { Array(text[..<cursor]) }

  // MARK: Lines

  private var lineStart: Int { (text[..<cursor].lastIndex(of: newline) ?? -1) + 1 }
  private var lineEnd: Int { text[cursor...].firstIndex(of: newline) ?? text.count }
  public var isOnFirstLine: Bool { lineStart == 0 }
  public var isOnLastLine: Bool { lineEnd == text.count }
  /// Whether the cursor is in the white space a line after the first starts with.
  public var isInIndentation: Bool { lineStart > 0 && text[lineStart..<cursor].allSatisfy { isSpace($0) } }

  /// The start of the line; from there, the start of the block.
  public mutating func moveHome() { cursor = cursor == lineStart ? 0 : lineStart }

  public mutating func moveToLineEnd() { cursor = cursor == lineEnd ? text.count : lineEnd }

  /// - Parameter goal: the column aimed at, where it is not the present one: a shorter line on the way doesn't change it.
  public mutating func moveUp(goal: Int? = nil) {
    let column = goal ?? screenColumn
    guard lineStart > 0 else { return }
    cursor = lineStart - 1
    move(toColumn: column)
  }

  public mutating func moveDown(goal: Int? = nil) {
    let column = goal ?? screenColumn
    guard lineEnd < text.count else { return }
    cursor = lineEnd + 1
    move(toColumn: column)
  }

  /// Columns before the cursor in its line.
  public var screenColumn: Int { displayWidth(String(decoding: text[lineStart..<cursor], as: UTF8.self)) }

  private mutating func move(toColumn column: Int) {
    var width = 0
    cursor = lineStart
    for scalar in String(decoding: text[lineStart..<lineEnd], as: UTF8.self).unicodeScalars where width < column {
      width += displayWidth(String(scalar))
      cursor += String(scalar).utf8.count
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
    guard let indent = Indentation.next(after: beforeCursor) else {
      insert([newline])  // inside a string: its text is not ours to indent
      return
    }
    insert([newline] + [UInt8](repeating: 0x20, count: indent))
  }

  /// Moves a line that starts with `end`, `else`, `until` or `}` a step back, if it stands as deep as its block's inside.
  public mutating func setBackCloser() {
    let start = lineStart
    guard start > 0, let expected = Indentation.next(after: Array(text[..<(start - 1)])), expected >= Indentation.step
    else { return }
    let line = text[start..<cursor]
    let spaces = line.prefix { $0 == 0x20 }.count
    guard spaces == expected, let first = tokens(of: Array(line)).first,
      Indentation.isCloser(String(decoding: Array(line)[first.range], as: UTF8.self))
    else { return }
    // A line that opens a block has its inside a step deeper; a closer stands level with the opener.
    text.removeSubrange(start..<(start + Indentation.step))
    cursor -= Indentation.step
  }

  /// Deletes the character before the cursor, or in indentation a step of it.
  ///
  /// - Returns: false at the start of the block.
  public mutating func deleteBackward() -> Bool {
    guard cursor > 0 else { return false }
    let start = lineStart
    let isIndentation = start > 0 && text[start..<cursor].allSatisfy { $0 == 0x20 }
    var count = 1
    if isIndentation, cursor > start {
      count = (cursor - start - 1) % Indentation.step + 1
    } else {
      while cursor - count > 0, text[cursor - count] & 0xC0 == 0x80 { count += 1 }
    }
    text.removeSubrange((cursor - count)..<cursor)
    cursor -= count
    return true
  }
}
