/// Walks through earlier entries that start with what has been typed; the draft waits at the end.
public struct HistoryBrowser: Sendable {
  public private(set) var entries: [String]
  private let limit: Int
  private var position: Int
  private var draft: String?
  private var prefix = ""
  /// What the last step showed; if the user has edited it since, a new walk starts from there.
  private var shown: String?

  public init(_ entries: [String], limit: Int = 10_000) {
    self.entries = entries
    self.limit = limit
    position = entries.count
  }

  /// Remembers an entry, unless it repeats the last one, is blank, or starts with a space (a way to keep secrets out).
  ///
  /// - Returns: whether it was remembered.
  public mutating func add(_ entry: String) -> Bool {
    rewind()
    guard let first = entry.utf8.first, first != 0x20, !entry.trimmingSpace.isEmpty, entry != entries.last else { return false }
    entries.append(entry)
    if entries.count > limit + limit / 8 { entries.removeFirst(entries.count - limit) }
    position = entries.count
    return true
  }

  /// Ends the walk.
  public mutating func rewind() {
    position = entries.count
    draft = nil
    shown = nil
  }

  /// The entry before the present one that starts with what stands before the cursor.
  public mutating func previous(text: String, beforeCursor: String) -> String? {
    begin(text, beforeCursor)
    guard let index = entries[..<position].lastIndex(where: { $0.utf8.starts(with: prefix.utf8) && $0 != shown }) else {
      return nil
    }
    if draft == nil { draft = text }
    position = index
    shown = entries[index]
    return shown
  }

  /// The entry after the present one; after the last comes the draft.
  public mutating func next(text: String) -> String? {
    guard shown == text, let draft else { return nil }
    if let index = entries[(position + 1)...].firstIndex(where: { $0.utf8.starts(with: prefix.utf8) && $0 != shown }) {
      position = index
      shown = entries[index]
      return shown
    }
    rewind()
    return draft
  }

  private mutating func begin(_ text: String, _ beforeCursor: String) {
    guard shown == nil || shown != text else { return }
    rewind()
    prefix = beforeCursor
  }
}
