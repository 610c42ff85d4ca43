/// A word that may stand at the cursor.
public struct Candidate: Hashable, Sendable {
  public enum Kind: Sendable { case keyword, function, value, string }
  public var text: String
  public var kind: Kind

  public init(_ text: String, _ kind: Kind = .value) {
    self.text = text
    self.kind = kind
  }
}

/// What names lead to, looked at without running any of the user's code.
public protocol NameSource {
  /// The string keys that start with `prefix` of what `path` leads to: a table's own and inherited ones, an object's
  /// methods. Empty if the path leads nowhere.
  func names(of path: [CompletionRequest.Step], prefix: String, methodsOnly: Bool) -> [Candidate]
  /// The words a call takes as this string argument.
  func words(for call: CompletionRequest.Call) -> [Candidate]
}

/// The possible endings of the word before the cursor.
public struct Completion: Equatable, Sendable {
  /// Where the word starts, in bytes.
  public var start: Int
  public var prefix: String
  /// Sorted, each once.
  public var candidates: [Candidate]

  /// What all candidates have in common after the prefix.
  public var commonExtension: String {
    guard var common = candidates.first.map({ Array($0.text.utf8) }) else { return "" }
    for candidate in candidates.dropFirst() {
      common = Array(zip(common, candidate.text.utf8).prefix { $0 == $1 }.map(\.0))
    }
    // A cut inside a character would leave half of it.
    while !common.isEmpty, String(validating: common, as: UTF8.self) == nil { common.removeLast() }
    return String(decoding: common.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// - Returns: nil where nothing can be completed.
  public init?(before cursor: [UInt8], names: some NameSource) {
    guard let request = CompletionRequest(before: cursor) else { return nil }
    start = request.start
    prefix = request.prefix
    var found: [Candidate]
    switch request.subject {
    case .name:
      found = names.names(of: [], prefix: prefix, methodsOnly: false)
      found += Self.locals(in: cursor[..<request.start]).map { Candidate($0) }
      if !prefix.isEmpty { found += keywords.map { Candidate($0, .keyword) } }
    case .member(let path, let isMethod): found = names.names(of: path, prefix: prefix, methodsOnly: isMethod)
    case .key(let path): found = names.names(of: path, prefix: prefix, methodsOnly: false)
    case .argument(let call): found = names.words(for: call)
    }
    let isWord = switch request.subject { case .name, .member: true; default: false }
    var seen: Set<String> = []
    found = found.filter { [prefix] in
      $0.text.utf8.starts(with: prefix.utf8) && (!isWord || $0.kind == .keyword || isName($0.text.utf8))
        && seen.insert($0.text).inserted
    }
    candidates = found.sorted { $0.text < $1.text }
    // Private names only when asked for.
    if isWord, prefix.isEmpty, candidates.contains(where: { $0.text.first != "_" }) {
      candidates.removeAll { $0.text.first == "_" }
    }
  }

  /// Names the block before the cursor declares: `local a, b`, `for i`, parameters.
  static func locals(in text: ArraySlice<UInt8>) -> [String] {
    let text = Array(text)
    var names: [String] = []
    var isDeclaring = false
    for token in tokens(of: text) {
      let word = String(decoding: text[token.range], as: UTF8.self)
      switch token.kind {
      case .keyword: isDeclaring = ["local", "for", "function"].contains(word)
      case .name: if isDeclaring { names.append(word) }
      case .symbol: if ![",", "(", "<", ">", "..."].contains(word) { isDeclaring = false }
      default: isDeclaring = false
      }
    }
    return names
  }
}

extension Completion {
  /// The candidates in columns, read downwards, at most `rows` lines of them.
  public func listing(width: Int, rows: Int, ellipsis: String) -> [String] {
    let cells = candidates.map { $0.text + ($0.kind == .function ? "(" : "") }
    let cellWidth = (cells.map { displayWidth($0) }.max() ?? 0) + 2
    let columns = max(1, width / cellWidth)
    let lineCount = (cells.count + columns - 1) / columns
    var lines: [String] = []
    for row in 0..<min(lineCount, rows) {
      var line = ""
      for index in stride(from: row, to: cells.count, by: lineCount) {
        line += String(repeating: " ", count: index / lineCount * cellWidth - displayWidth(line))
        line += cells[index]
      }
      lines.append(line)
    }
    if lineCount > rows {
      let hidden = cells.indices.count { $0 % lineCount >= rows }
      lines.append("\(ellipsis) (+\(Literal.grouped(hidden)) more)")
    }
    return lines
  }
}
