/// Where the keys of the table a plugin returns stand in its text, so that a problem can name its line.
///
/// A light reading, not a parser: it finds `return { … }`, or `return P` with `local P = { … }`, `P.key = …` and
/// `function P.key(…)`. A key it can't find has the line of the table.
///
/// - Complexity: O(bytes)
public struct KeyLines: Sendable {
  /// The line of the returned table, counted from 1.
  public private(set) var table = 1
  private var lines: [String: Int] = [:]

  public init(_ text: String) {
    let tokens = LuaScanner.tokens(text)
    guard let start = Self.returned(tokens), start < tokens.count else { return }
    table = tokens[start].line
    if tokens[start].isSymbol("{") {
      _ = readTable(tokens, start, path: "")
    } else if tokens[start].kind == .name {
      readNamed(tokens, tokens[start].text)
    }
  }

  /// The line of a key by its path ("options.floor.min"), of its nearest enclosing key, or of the table.
  public func line(of path: String) -> Int {
    var path = Substring(path)
    while true {
      if let line = lines[String(path)] { return line }
      guard let dot = path.lastIndex(of: ".") else { return table }
      path = path[..<dot]
    }
  }

  /// The index after the chunk's own `return`.
  private static func returned(_ tokens: [LuaToken]) -> Int? {
    var depth = 0
    for (i, token) in tokens.enumerated() where token.kind == .name {
      if opensBlock(token) { depth += 1 } else if closesBlock(token) { depth -= 1 }
      if depth == 0, token.text == "return" { return i + 1 }
    }
    return nil
  }

  private static func opensBlock(_ token: LuaToken) -> Bool {
    token.kind == .name && ["function", "if", "do", "repeat"].contains(token.text)
  }
  private static func closesBlock(_ token: LuaToken) -> Bool { token.isName("end") || token.isName("until") }

  /// Reads the constructor that opens at `start`; the index after its closing brace.
  private mutating func readTable(_ tokens: [LuaToken], _ start: Int, path: String) -> Int {
    var i = start + 1
    while i < tokens.count, !tokens[i].isSymbol("}") {
      var key: LuaToken?
      if tokens[i].kind == .name, i + 1 < tokens.count, tokens[i + 1].isSymbol("=") {
        key = tokens[i]
        i += 2
      } else if i + 3 < tokens.count, tokens[i].isSymbol("["), tokens[i + 1].kind == .string, tokens[i + 3].isSymbol("=") {
        key = tokens[i + 1]
        i += 4
      }
      if let key {
        let keyPath = path.isEmpty ? key.text : "\(path).\(key.text)"
        if lines[keyPath] == nil { lines[keyPath] = key.line }
        if i < tokens.count, tokens[i].isSymbol("{") { i = readTable(tokens, i, path: keyPath) }
      }
      i = skipExpression(tokens, i)
      if i < tokens.count, tokens[i].isSymbol(",") || tokens[i].isSymbol(";") { i += 1 }
    }
    return i + 1
  }

  /// The index of the separator or closing brace that ends the expression at `start`.
  private func skipExpression(_ tokens: [LuaToken], _ start: Int) -> Int {
    var i = start, brackets = 0, blocks = 0
    while i < tokens.count {
      let token = tokens[i]
      if brackets == 0, blocks == 0, token.kind == .symbol, [",", ";", "}"].contains(token.text) { return i }
      if token.kind == .symbol {
        if ["{", "(", "["].contains(token.text) { brackets += 1 } else if ["}", ")", "]"].contains(token.text) { brackets -= 1 }
      } else if Self.opensBlock(token) {
        blocks += 1
      } else if Self.closesBlock(token) {
        blocks -= 1
      }
      i += 1
    }
    return i
  }

  /// `local P = { … }`, `P.key = …`, `function P.key(…)`, `function P:key(…)`.
  private mutating func readNamed(_ tokens: [LuaToken], _ name: String) {
    for i in tokens.indices where tokens[i].isName(name) && i + 2 < tokens.count {
      if tokens[i + 1].isSymbol("="), tokens[i + 2].isSymbol("{") {
        table = tokens[i].line
        _ = readTable(tokens, i + 2, path: "")
      } else if tokens[i + 1].isSymbol(".") || tokens[i + 1].isSymbol(":"), tokens[i + 2].kind == .name {
        let isDefinition = i > 0 && tokens[i - 1].isName("function") || i + 3 < tokens.count && tokens[i + 3].isSymbol("=")
        if isDefinition { lines[tokens[i + 2].text] = tokens[i + 2].line }
      }
    }
  }
}
