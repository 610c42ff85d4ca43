import CLineEditor
import Glibc

/// The terminal: the only code that knows the line editor.
final class Terminal {
  enum Outcome {
    case text(String)
    /// Ctrl-D on an empty line, or the terminal has gone.
    case end
    case interrupted
    case terminated(signal: Int32)
  }

  /// What the session knows and the editor asks.
  struct Questions {
    /// Whether the block needs more lines.
    var isIncomplete: (String) -> Bool
    var completion: (_ before: [UInt8]) -> Completion?
    /// Prints what background work left; called while editing.
    var pendingOutput: () -> [UInt8]
  }

  private var editor: OpaquePointer!
  private let questions: Questions
  private let margin: Int
  private let hasUnicode: Bool
  var history: HistoryBrowser

  /// - Returns: nil without a terminal description or memory.
  init?(appearance: Appearance, history: HistoryBrowser, wake: Int32, questions: Questions) {
    self.questions = questions
    self.history = history
    hasUnicode = appearance.hasUnicode
    let prompt = "formic> "
    margin = prompt.utf8.count
    let hooks = ce_hooks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      key: { context, key in Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().press(key) },
      paste: { context, text, count in
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().paste(Array(bytes))
      },
      woken: { context in Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().printAbove() },
      wake: wake)
    let continuation = hasUnicode ? "     …> " : "    ..> "
    editor = prompt.withCString { prompt in
      continuation.withCString { continuation in
        withUnsafePointer(to: hooks) { hooks in
          var options = ce_options(prompt: prompt, continuation: continuation, has_colour: appearance.hasColour)
          return ce_open(&options, hooks)
        }
      }
    }
    if editor == nil { return nil }
    for entry in history.entries { ce_remember(editor, entry) }
    ce_source_user_bindings(editor)
  }

  deinit { if editor != nil { ce_close(editor) } }

  /// Whether the user's character set is UTF-8. Call it once, first.
  static func setLocale() -> Bool { ce_set_locale() }

  /// Ends the process as the signal would have.
  static func die(of signal: Int32) -> Never {
    ce_die_of(signal)
    exit(128 + signal)
  }

  static var width: Int {
    var columns: Int32 = 0, rows: Int32 = 0
    ce_size(&columns, &rows)
    return Int(columns)
  }

  /// Edits one block; where the output is no terminal, reads lines until they make one.
  func read() -> Outcome {
    history.rewind()
    var lines = ""
    while true {
      switch ce_read(editor) {
      case CE_OUTCOME_TEXT:
        lines += buffer.source
        if !questions.isIncomplete(lines) { return .text(lines) }
        lines += "\n"
      case CE_OUTCOME_INTERRUPTED: return .interrupted
      case CE_OUTCOME_TERMINATED: return .terminated(signal: ce_terminating_signal())
      default: return lines.isEmpty ? .end : .text(lines)
      }
    }
  }

  /// Remembers an entry. Returns whether it is new, and not to be kept out.
  func remember(_ entry: String) -> Bool {
    guard history.add(entry) else { return false }
    ce_remember(editor, entry)
    return true
  }

  // MARK: Keys

  private var buffer: EditBuffer {
    get {
      var count = 0, cursor = 0
      let text = ce_text(editor, &count, &cursor)!
      let bytes = UnsafeRawBufferPointer(start: text, count: count)
      return EditBuffer(text: Array(bytes), cursor: cursor, margin: margin)
    }
    set {
      newValue.text.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        ce_replace(editor, start, bytes.count, newValue.cursor)
      }
    }
  }

  private func press(_ key: ce_key) -> ce_answer {
    var block = buffer
    switch key {
    case CE_KEY_ENTER: return enter(block)
    case CE_KEY_NEWLINE: block.insertNewline()
    case CE_KEY_TAB: return complete(block)
    case CE_KEY_HOME: block.moveHome()
    case CE_KEY_END: block.moveToLineEnd()
    case CE_KEY_BACKSPACE: if !block.deleteBackward() { return CE_ANSWER_BEEP }
    case CE_KEY_UP:
      if block.isOnFirstLine {
        guard let entry = history.previous(text: block.source, beforeCursor: String(decoding: block.sourceBeforeCursor, as: UTF8.self))
        else { return CE_ANSWER_BEEP }
        block.replace(with: entry)
      } else {
        block.moveUp()
      }
    case CE_KEY_DOWN:
      if block.isOnLastLine {
        guard let entry = history.next(text: block.source) else { return CE_ANSWER_BEEP }
        block.replace(with: entry)
      } else {
        block.moveDown()
      }
    default: return CE_ANSWER_BEEP
    }
    buffer = block
    return CE_ANSWER_REDRAW
  }

  private func paste(_ text: [UInt8]) {
    var block = buffer
    block.paste(text)
    buffer = block
  }

  private func enter(_ block: EditBuffer) -> ce_answer {
    var block = block
    let before = block
    if questions.isIncomplete(block.source) {
      block.insertNewline()
      buffer = block
      return CE_ANSWER_REDRAW
    }
    block.setBackCloser()
    if block != before {
      buffer = block
      ce_print_above(editor, "", 0)
    }
    return CE_ANSWER_ACCEPT
  }

  // MARK: Completion

  /// Lines of candidates shown at most.
  private static let listingRows = 12

  private func complete(_ block: EditBuffer) -> ce_answer {
    var block = block
    if block.isInIndentation {  // there is no word to complete, and a paste the terminal didn't mark keeps its shape
      block.insert([UInt8](repeating: 0x20, count: Indentation.step))
      buffer = block
      return CE_ANSWER_REDRAW
    }
    guard let completion = questions.completion(block.sourceBeforeCursor), !completion.candidates.isEmpty else {
      return CE_ANSWER_BEEP
    }
    let extra = completion.commonExtension
    if extra.isEmpty, completion.candidates.count > 1 {
      let listing = completion.listing(width: Self.width, rows: Self.listingRows, ellipsis: hasUnicode ? "…" : "...")
      let text = Array((listing.joined(separator: "\n") + "\n").utf8)
      text.withUnsafeBytes { ce_print_below(editor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
      return CE_ANSWER_NOTHING
    }
    block.insert(Array(extra.utf8))
    buffer = block
    return CE_ANSWER_REDRAW
  }

  // MARK: Output from elsewhere

  private func printAbove() {
    let text = questions.pendingOutput()
    guard !text.isEmpty else { return }
    text.withUnsafeBytes { ce_print_above(editor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }
}
