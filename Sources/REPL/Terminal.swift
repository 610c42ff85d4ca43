import CLineEditor
import Glibc

/// The terminal: the only code that knows the line editor.
final class Terminal {
  enum Outcome {
    case text(String)
    /// Ctrl-D on an empty line, or the terminal has gone.
    case end
    case interrupted
    case terminated(signal: Int32, draft: String)
  }

  /// What the session knows and the editor asks.
  struct Questions {
    /// Whether the block needs more lines.
    var isIncomplete: (String) -> Bool
    var completion: (_ before: [UInt8]) -> Completion?
    /// The call the cursor is in, as lines; shown when completion has nothing to add.
    var signature: (_ before: [UInt8]) -> [String]?
    /// Prints what background work left; called while editing.
    var pendingOutput: () -> [UInt8]
    /// A line of at most so many columns about what runs behind the prompt; nil for none.
    var status: (_ width: Int) -> String?
  }

  private var editor: OpaquePointer!
  private let questions: Questions
  private let hasUnicode: Bool
  private var undo = UndoStack()
  /// Where the last Up or Down led, and the column it aimed at.
  private var vertical: (block: EditBuffer, goal: Int)?
  /// Whether the last key asked for a completion and could add nothing: the next one shows more.
  private var hasAsked = false
  var history: HistoryBrowser

  /// - Returns: nil without a terminal description or memory.
  init?(appearance: Appearance, history: HistoryBrowser, wake: Int32, questions: Questions) {
    self.questions = questions
    self.history = history
    hasUnicode = appearance.hasUnicode
    let hooks = ce_hooks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      key: { context, key in Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().press(key) },
      paste: { context, text, count in
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().paste(Array(bytes))
      },
      woken: { context in Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().printAbove() },
      highlight: { context, text, count, cursor, styles in
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().highlight(Array(bytes), cursor: cursor, styles!)
      },
      status: { context, line, capacity, columns in
        Unmanaged<Terminal>.fromOpaque(context!).takeUnretainedValue().writeStatus(line!, capacity, columns: Int(columns))
      },
      wake: wake)
    let attributes: [UnsafePointer<CChar>?] = Highlighting.Mark.allCases.map {
      UnsafePointer(strdup($0.attributes(hasColour: appearance.hasColour)))
    }
    defer { attributes.forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    editor = withUnsafePointer(to: hooks) { hooks in
      attributes.withUnsafeBufferPointer { attributes in
        var options = ce_options(
          styles: attributes.baseAddress, style_count: Int32(attributes.count),
          prompt_style: Int32(Highlighting.Mark.prompt.rawValue), margin_style: Int32(Highlighting.Mark.margin.rawValue))
        return ce_open(&options, hooks)
      }
    }
    if editor == nil { return nil }
    for entry in history.entries { ce_remember(editor, entry) }
    show(prompt: Self.prompt)
  }

  static let prompt = "formic> "

  /// Changes the prompt, which is in ASCII; the margin of the lines after the first is as wide.
  func show(prompt: String) {
    let mark = hasUnicode ? "…> " : "..> "
    ce_set_prompt(editor, prompt, String(repeating: " ", count: max(0, prompt.count - mark.count)) + mark)
  }

  /// `emacs` or `vi`.
  var keymap: String {
    get { String(cString: ce_keymap(editor)) }
    set { ce_set_keymap(editor, newValue) }
  }

  /// Runs a shell's command line on the terminal, whether a block is being edited or not.
  func run(command: String) -> Int32 { ce_run_command(editor, command) }

  deinit { if editor != nil { ce_close(editor) } }

  /// Whether the user's character set is UTF-8. Call it once, first.
  static func setLocale() -> Bool { ce_set_locale() }

  /// Ends the process as the signal would have.
  static func die(of signal: Int32) -> Never {
    ce_die_of(signal)
    exit(128 + signal)
  }

  static var width: Int { size.columns }

  static var size: (columns: Int, rows: Int) {
    var columns: Int32 = 0, rows: Int32 = 0
    ce_size(&columns, &rows)
    return (Int(columns), Int(rows))
  }

  /// Edits one block, `draft` to begin with; where the output is no terminal, reads lines until they make one.
  func read(draft: String? = nil) -> Outcome {
    history.rewind()
    undo = UndoStack()
    hasAsked = false
    var lines = ""
    while true {
      switch ce_read(editor, draft) {
      case CE_OUTCOME_TEXT:
        lines += buffer.source
        if !questions.isIncomplete(lines) { return .text(lines) }
        lines += "\n"
      case CE_OUTCOME_INTERRUPTED:
        _ = remember(buffer.source)  // given up, but not lost while the session lasts
        return .interrupted
      case CE_OUTCOME_TERMINATED: return .terminated(signal: ce_terminating_signal(), draft: buffer.source)
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
      return EditBuffer(text: Array(bytes), cursor: cursor)
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
    if key != CE_KEY_TAB { hasAsked = false }
    switch key {
    case CE_KEY_ENTER: return enter(block)
    case CE_KEY_NEWLINE: block.insertNewline()
    case CE_KEY_TAB: return complete(block)
    case CE_KEY_HOME: block.moveHome()
    case CE_KEY_END: block.moveToLineEnd()
    case CE_KEY_BACKSPACE: if !block.deleteBackward() { return CE_ANSWER_BEEP }
    case CE_KEY_UP:
      if block.isOnFirstLine {
        guard let entry = history.previous(text: block.source, beforeCursor: String(decoding: block.beforeCursor, as: UTF8.self))
        else { return CE_ANSWER_BEEP }
        block = EditBuffer(entry)
      } else {
        let goal = goal(from: block)
        block.moveUp(goal: goal)
        vertical = (block, goal)
      }
    case CE_KEY_DOWN:
      if block.isOnLastLine {
        guard let entry = history.next(text: block.source) else { return CE_ANSWER_BEEP }
        block = EditBuffer(entry)
      } else {
        let goal = goal(from: block)
        block.moveDown(goal: goal)
        vertical = (block, goal)
      }
    case CE_KEY_UNDO:
      guard let earlier = undo.undo() else { return CE_ANSWER_BEEP }
      block = earlier
    case CE_KEY_EDIT: return edit(block)
    case CE_KEY_SEARCH:
      _ = remember(block.source)  // what is found takes the draft's place
      return CE_ANSWER_NOTHING
    default: return CE_ANSWER_BEEP
    }
    buffer = block
    return CE_ANSWER_REDRAW
  }

  /// The column Up and Down aim at: kept while nothing else moves the cursor.
  private func goal(from block: EditBuffer) -> Int {
    if let vertical, vertical.block == block { return vertical.goal }
    return block.screenColumn
  }

  private func paste(_ text: [UInt8]) {
    hasAsked = false
    var block = buffer
    block.insert(text)
    buffer = block
  }

  private func edit(_ block: EditBuffer) -> ce_answer {
    do throws(OutsideEditor.Failure) {
      buffer = EditBuffer(try OutsideEditor { self.run(command: $0) }.edited(block.source))
    } catch {
      printBelow(["formic: \(error)"])
    }
    return CE_ANSWER_REDRAW
  }

  // MARK: Drawing

  private func highlight(_ text: [UInt8], cursor: Int, _ styles: UnsafeMutablePointer<UInt8>) {
    if cursor >= 0 { undo.record(EditBuffer(text: text, cursor: cursor)) }
    for (i, mark) in Highlighting.marks(of: text, cursor: cursor < 0 ? nil : cursor).enumerated() { styles[i] = mark.rawValue }
  }

  private func writeStatus(_ line: UnsafeMutablePointer<CChar>, _ capacity: Int, columns: Int) -> Int {
    guard let status = questions.status(columns - 1) else { return 0 }
    let bytes = Array(status.utf8)
    guard bytes.count <= capacity else { return 0 }
    for (i, byte) in bytes.enumerated() { line[i] = CChar(bitPattern: byte) }
    return bytes.count
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
    if block != before { buffer = block }
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
    let completion = questions.completion(block.beforeCursor)
    let extra = completion?.commonExtension ?? ""
    if !extra.isEmpty {
      hasAsked = false
      block.insert(Array(extra.utf8))
      buffer = block
      return CE_ANSWER_REDRAW
    }
    // The first Tab that can add nothing lists what there is, the second shows how the call goes.
    if let completion, completion.candidates.count > 1, !hasAsked {
      hasAsked = true
      printBelow(completion.listing(width: Self.width, rows: Self.listingRows, ellipsis: hasUnicode ? "…" : "..."))
      return CE_ANSWER_NOTHING
    }
    guard let lines = questions.signature(block.beforeCursor), !lines.isEmpty else { return CE_ANSWER_BEEP }
    hasAsked = false
    printBelow(lines)
    return CE_ANSWER_NOTHING
  }

  private func printBelow(_ lines: [String]) {
    let text = Array((lines.joined(separator: "\n") + "\n").utf8)
    text.withUnsafeBytes { ce_print_below(editor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }

  // MARK: Output from elsewhere

  private func printAbove() {
    let text = questions.pendingOutput()
    guard !text.isEmpty else { return }
    text.withUnsafeBytes { ce_print_above(editor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }
}
