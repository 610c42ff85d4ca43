/// A word that may stand at the cursor.
public struct Candidate: Hashable, Sendable {
  public enum Kind: Sendable {
    case keyword, function, value, string
    /// A field of a table in a call.
    case field
    /// A folder, which completes further.
    case folder
  }
  public var text: String
  public var kind: Kind

  public init(_ text: String, _ kind: Kind = .value) {
    self.text = text
    self.kind = kind
  }
}

/// What names lead to, looked at without running any of the user's code.
public protocol NameSource {
  /// The string keys that start with `filter.prefix` of what `path` leads to: a table's own and inherited ones, an
  /// object's methods. Where there are too many, the first ones and the last, and how many are left out.
  func names(of path: [CompletionRequest.Step], _ filter: CompletionFilter) -> (found: [Candidate], omitted: Int)
  /// The words a call takes as the string argument that starts with `prefix`; nil where it takes any.
  func words(for call: CompletionRequest.Call, prefix: String) -> [Candidate]?
  /// The fields of the table the cursor is in, nil where they are not declared.
  func fields(for call: CompletionRequest.Call) -> [Candidate]?
  /// Everything there is help on.
  func topics() -> [Candidate]
  /// Files and folders whose path starts with `prefix`.
  func files(prefix: String) -> [Candidate]
  /// What a call takes; nil where that is not known.
  func signature(of callee: [CompletionRequest.Step], isMethod: Bool) -> CallSignature?
}

/// Which names are asked for.
public struct CompletionFilter: Equatable, Sendable {
  public var prefix: String
  /// Only what can be called, for `:`.
  public var functionsOnly: Bool
  /// Only what may stand after a dot, and no private names unless there are no others.
  public var identifiersOnly: Bool

  public init(prefix: String = "", functionsOnly: Bool = false, identifiersOnly: Bool = false) {
    self.prefix = prefix
    self.functionsOnly = functionsOnly
    self.identifiersOnly = identifiersOnly
  }
}

/// The possible endings of the word before the cursor.
public struct Completion: Equatable, Sendable {
  /// Where the word starts, in bytes.
  public var start: Int
  public var prefix: String
  /// Sorted, each once.
  public var candidates: [Candidate]
  /// How many lie between the last two candidates, where there are too many to list.
  public var omitted = 0

  /// What all candidates have in common after the prefix.
  public var commonExtension: String {
    guard let first = candidates.first, let last = candidates.last else { return "" }
    // They are sorted: what the first and the last share, all do.
    var common = Array(zip(first.text.utf8, last.text.utf8).prefix { $0 == $1 }.map(\.0))
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
    var isWord = false
    switch request.subject {
    case .name:
      (found, omitted) = Self.globals(request, names, cursor)
      isWord = true
    case .member(let path, let isMethod):
      (found, omitted) = names.names(of: path, CompletionFilter(prefix: prefix, functionsOnly: isMethod, identifiersOnly: true))
      isWord = true
    case .key(let path): (found, omitted) = names.names(of: path, CompletionFilter(prefix: prefix))
    case .argument(let call): found = names.words(for: call, prefix: prefix) ?? names.files(prefix: prefix)
    case .string: found = names.files(prefix: prefix)
    case .entry(let call):
      let fields = names.fields(for: call)?.filter { [prefix] in !call.given.contains($0.text) && $0.text.utf8.starts(with: prefix.utf8) } ?? []
      (found, omitted) = fields.isEmpty ? Self.globals(request, names, cursor) : (fields, 0)
      isWord = true
    case .topic(let member):
      found = names.topics()
      if let member, case .member(let path, let isMethod) = member.subject {
        let members = names.names(of: path, CompletionFilter(prefix: member.prefix, functionsOnly: isMethod, identifiersOnly: true))
        let owner = String(decoding: cursor[request.start..<member.start], as: UTF8.self)
        found += members.found.map { Candidate(owner + $0.text, $0.kind) }
        omitted = members.omitted
      } else {
        found += names.names(of: [], CompletionFilter(prefix: prefix, identifiersOnly: true)).found
      }
    }
    var seen: Set<String> = []
    found = found.filter { [prefix] in
      $0.text.utf8.starts(with: prefix.utf8) && (isWord ? $0.kind == .keyword || isName($0.text.utf8) : Self.fitsAString($0.text))
        && seen.insert($0.text).inserted
    }
    candidates = found.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  private static func globals(_ request: CompletionRequest, _ names: some NameSource, _ cursor: [UInt8]) -> ([Candidate], omitted: Int) {
    var (found, omitted) = names.names(of: [], CompletionFilter(prefix: request.prefix, identifiersOnly: true))
    found += locals(in: cursor[..<request.start]).map { Candidate($0) }
    if !request.prefix.isEmpty { found += keywords.map { Candidate($0, .keyword) } }
    return (found, omitted)
  }

  /// Whether the text may stand between quotes as it is.
  private static func fitsAString(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
  }

  /// Names the block before the cursor declares: `local a, b`, `for i`, parameters.
  static func locals(in text: ArraySlice<UInt8>) -> [String] {
    let text = Array(text)
    var names: [String] = []
    var isDeclaring = false
    for token in tokens(of: text) {
      switch token.kind {
      case .keyword: isDeclaring = ["local", "for", "function"].contains(String(decoding: text[token.range], as: UTF8.self))
      case .name: if isDeclaring { names.append(String(decoding: text[token.range], as: UTF8.self)) }
      case .symbol:
        if isDeclaring, ![",", "(", "<", ">", "..."].contains(String(decoding: text[token.range], as: UTF8.self)) { isDeclaring = false }
      default: isDeclaring = false
      }
    }
    return names
  }
}

extension Completion {
  /// The candidates in columns, read downwards, at most `rows` lines of them.
  public func listing(width: Int, rows: Int, ellipsis: String) -> [String] {
    let cells = candidates.map(Self.label)
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
    if lineCount > rows || omitted > 0 {
      let hidden = cells.indices.count { $0 % lineCount >= rows } + omitted
      lines.append("\(ellipsis) (+\(Literal.grouped(hidden)) more)")
    }
    return lines
  }

  /// How a candidate is listed: a path by its last part.
  private static func label(_ candidate: Candidate) -> String {
    switch candidate.kind {
    case .function: return candidate.text + "("
    case .field: return candidate.text + " ="
    case .folder:
      let path = candidate.text.utf8.dropLast()
      return String(decoding: path[(path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex)...], as: UTF8.self) + "/"
    case .keyword, .value, .string: return candidate.text
    }
  }
}
