/// Colours for a block of Lua while it is edited, and a hint at the bracket or `end` beside the cursor and its partner.
struct Highlighting {
  /// What a byte means; its raw value is the editor's number for it.
  enum Mark: UInt8, CaseIterable {
    case plain, keyword, string, number, comment, partner, stray, prompt, margin

    /// Attributes of Select Graphic Rendition. A partner shows without colour, too.
    func attributes(hasColour: Bool) -> String {
      let style: Style = switch self {
      case .plain, .partner: .plain
      case .keyword: .word
      case .string: .string
      case .number: .number
      case .comment, .margin: .faint
      case .stray: .error
      case .prompt: .plain
      }
      switch self {
      case .partner: return "1;4"
      case .prompt: return hasColour ? "1;32" : ""
      default: return hasColour ? style.attributes : ""
      }
    }
  }

  /// - Parameter cursor: in bytes; nil for no hint.
  /// - Complexity: O(*n*)
  static func marks(of text: [UInt8], cursor: Int?) -> [Mark] {
    var marks = [Mark](repeating: .plain, count: text.count)
    let all = tokens(of: text)
    for token in all {
      let mark: Mark = switch token.kind {
      case .keyword: .keyword
      case .string, .longString: .string
      case .number: .number
      case .comment, .longComment: .comment
      case .name, .symbol: .plain
      }
      if mark != .plain { for i in token.range { marks[i] = mark } }
    }
    guard let cursor else { return marks }
    for pair in pairs(all, text) where pair.close.upperBound == cursor || pair.close.lowerBound == cursor || pair.open?.lowerBound == cursor {
      guard let open = pair.open else {
        for i in pair.close { marks[i] = .stray }
        continue
      }
      for i in open { marks[i] = .partner }
      for i in pair.close { marks[i] = .partner }
    }
    return marks
  }

  /// Closers with what they close, nil where that is missing or of another kind.
  private static func pairs(_ tokens: [Token], _ text: [UInt8]) -> [(open: Range<Int>?, close: Range<Int>)] {
    var open: [(closer: String, range: Range<Int>)] = []
    var pairs: [(Range<Int>?, Range<Int>)] = []
    for token in tokens where token.kind == .symbol || token.kind == .keyword {
      let word = String(decoding: text[token.range], as: UTF8.self)
      switch word {
      case "(": open.append((")", token.range))
      case "[": open.append(("]", token.range))
      case "{": open.append(("}", token.range))
      case "function", "if", "do": open.append(("end", token.range))
      case "repeat": open.append(("until", token.range))
      case ")", "]", "}", "end", "until":
        if let last = open.last, last.closer == word {
          pairs.append((last.range, token.range))
          open.removeLast()
        } else {
          pairs.append((nil, token.range))
        }
      default: break
      }
    }
    return pairs
  }
}
