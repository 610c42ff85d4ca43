/// Earlier states of the block being edited. Letters typed one after another count as one change.
struct UndoStack {
  private var states: [EditBuffer] = [EditBuffer("")]
  private var isTyping = false
  private static let limit = 200

  mutating func record(_ block: EditBuffer) {
    let last = states[states.count - 1]
    guard block.text != last.text else { return }
    let isLetter = block.text.count == last.text.count + 1 && block.cursor == last.cursor + 1 && !isSpace(block.text[block.cursor - 1])
    if isLetter, isTyping {
      states[states.count - 1] = block
    } else {
      states.append(block)
      if states.count > Self.limit { states.removeFirst(Self.limit / 4) }
    }
    isTyping = isLetter
  }

  /// The state before the present one; nil if there is none.
  mutating func undo() -> EditBuffer? {
    guard states.count > 1 else { return nil }
    states.removeLast()
    isTyping = false
    return states.last
  }
}
