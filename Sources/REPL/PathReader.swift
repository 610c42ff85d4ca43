/// Reads paths and calls backwards from the cursor.
struct PathReader {
  private let text: [UInt8]
  private let tokens: [Token]
  /// For each closing bracket the place of the one it closes, -1 for any other token.
  private let openings: [Int]
  /// The brackets nothing closes, the innermost last.
  private let open: [Int]

  /// - Complexity: O(*n*)
  init(text: [UInt8], tokens: [Token]) {
    self.text = text
    self.tokens = tokens
    var openings = [Int](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (i, token) in tokens.enumerated() where token.kind == .symbol && token.range.count == 1 {
      switch text[token.range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(i)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): openings[i] = open.popLast() ?? -1
      default: break
      }
    }
    self.openings = openings
    self.open = open
  }

  func text(_ token: Token) -> String { String(decoding: text[token.range], as: UTF8.self) }

  func symbol(at index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .symbol else { return nil }
    return text(tokens[index])
  }

  /// The content of a closed string literal without escapes.
  private func literal(_ token: Token) -> String? {
    guard token.kind == .string, token.isClosed, token.range.count >= 2 else { return nil }
    let content = text[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
    return content.contains(UInt8(ascii: "\\")) ? nil : String(decoding: content, as: UTF8.self)
  }

  /// The path whose last token is at `index`, and the place of its first; nil where it starts with an expression that has
  /// to be evaluated.
  func path(endingAt index: Int) -> (steps: [CompletionRequest.Step], start: Int)? {
    var steps: [CompletionRequest.Step] = []
    var i = index
    while tokens.indices.contains(i) {
      let token = tokens[i]
      switch token.kind {
      case .name:
        steps.append(.field(text(token)))
        guard let sign = symbol(at: i - 1), sign == "." || sign == ":" else { return (steps.reversed(), i) }
        i -= 2
      case .string, .longString:
        guard isCallee(i - 1) else { return nil }
        steps.append(.call)
        i -= 1
      case .symbol:
        let opening = openings[i]
        guard opening >= 0 else { return nil }
        if text[token.range.lowerBound] == UInt8(ascii: "]") {
          guard opening == i - 2 else { return nil }
          if let key = literal(tokens[i - 1]) {
            steps.append(.field(key))
          } else if tokens[i - 1].kind == .number, let number = Int64(text(tokens[i - 1])) {
            steps.append(.index(number))
          } else {
            return nil
          }
          i = opening - 1
        } else if isCallee(opening - 1) {
          steps.append(.call)
          i = opening - 1
        } else if opening == i - 2, literal(tokens[i - 1]) != nil {
          return ([.string] + steps.reversed(), opening)
        } else {
          return nil
        }
      default: return nil
      }
    }
    return nil
  }

  /// Whether a bracket or a string after this token would be a call's.
  private func isCallee(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    switch tokens[index].kind {
    case .name, .string, .longString: return true
    case .symbol: return openings[index] >= 0
    default: return false
    }
  }

  // MARK: Calls

  /// `plugin.load "`: a call whose argument, without a parenthesis, comes next.
  func directCall(endingAt index: Int) -> CompletionRequest.Call? {
    guard tokens.indices.contains(index), tokens[index].kind == .name else { return nil }
    return callee(endingAt: index)
  }

  /// The innermost call with the cursor in its arguments, also inside tables of them.
  func call() -> CompletionRequest.Call? {
    var tables: [CompletionRequest.Call.Container] = []
    var field: String?, given: [String] = []
    var end = tokens.count
    for (position, place) in open.enumerated().reversed() {
      switch text[tokens[place].range.lowerBound] {
      case UInt8(ascii: "("):
        guard isCallee(place - 1), var call = callee(endingAt: place - 1) else { return nil }
        call.earlier = finishedArguments(in: (place + 1)..<end)
        call.index = call.earlier.count
        (call.tables, call.field, call.given) = (tables.reversed(), field, given)
        return call
      case UInt8(ascii: "{"):
        if tables.isEmpty { (field, given) = entries(in: (place + 1)..<end) }
        if isCallee(place - 1) {
          guard var call = callee(endingAt: place - 1) else { return nil }
          (call.tables, call.field, call.given) = ((tables + [.argument]).reversed(), field, given)
          return call
        }
        switch symbol(at: place - 1) {
        case "(": tables.append(.argument)
        case "=" where place >= 2 && tokens[place - 2].kind == .name: tables.append(.field(text(tokens[place - 2])))
        case "{": tables.append(.element)
        case "," where position > 0 && symbol(at: open[position - 1]) == "{": tables.append(.element)
        case ",": tables.append(.argument)
        default: return nil
        }
      default: return nil
      }
      end = place
    }
    return nil
  }

  /// The fields a table has before the cursor, and the one whose value is being typed.
  private func entries(in range: Range<Int>) -> (typed: String?, given: [String]) {
    var given: [String] = [], typed: String?
    var depth = 0, isStart = true
    for i in range {
      if isStart, tokens[i].kind == .name, i + 1 < range.upperBound, symbol(at: i + 1) == "=" {
        typed = text(tokens[i])
        given.append(typed!)
      }
      isStart = false
      guard tokens[i].kind == .symbol, tokens[i].range.count == 1 else { continue }
      switch text[tokens[i].range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if depth == 0 { (isStart, typed) = (true, nil) }
      default: break
      }
    }
    return (typed, given)
  }

  /// The arguments that a comma ends, as literals where they are.
  private func finishedArguments(in range: Range<Int>) -> [String?] {
    var result: [String?] = []
    var depth = 0
    var start = range.lowerBound
    for i in range where tokens[i].kind == .symbol && tokens[i].range.count == 1 {
      switch text[tokens[i].range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        result.append(i == start + 1 ? literal(tokens[start]) : nil)
        start = i + 1
      default: break
      }
    }
    return result
  }

  private func callee(endingAt index: Int) -> CompletionRequest.Call? {
    guard let (steps, start) = path(endingAt: index) else { return nil }
    // `function f(` declares.
    if start > 0, tokens[start - 1].kind == .keyword, text(tokens[start - 1]) == "function" { return nil }
    return .init(callee: steps, isMethod: symbol(at: index - 1) == ":", index: 0, earlier: [], tables: [], field: nil, given: [])
  }
}
