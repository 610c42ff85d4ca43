/// Whether text for people is coloured.
public enum ColourChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// How text for people may look on one stream.
public struct Appearance: Sendable {
  public var hasColour: Bool
  /// Whether `…` and other characters outside ASCII show.
  public var hasUnicode: Bool
  /// Columns.
  public var width: Int

  public init(hasColour: Bool = false, hasUnicode: Bool = true, width: Int = 80) {
    self.hasColour = hasColour
    self.hasUnicode = hasUnicode
    self.width = width
  }

  /// Colour on a terminal that has it, unless the user asks otherwise: `--color` wins over `NO_COLOR`
  /// (https://no-color.org), which wins over the terminal.
  public static func allowsColour(_ choice: ColourChoice, isTerminal: Bool, noColour: String?, terminal: String?) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isTerminal && (noColour ?? "").isEmpty && terminal != "dumb" && !(terminal ?? "").isEmpty
    }
  }

  /// The text in the characters the stream can show.
  public func encoded(_ text: String) -> String {
    if hasUnicode { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "…": result += "..."
      case "→": result += "->"
      case "µ": result += "u"
      case "×": result += "x"
      case "∞": result += "inf"
      case "≥": result += ">="
      case "≤": result += "<="
      case "−", "–": result += "-"
      case "Σ": result += "sum"
      case "≠": result += "!="
      case "·": result += "*"
      default: result += scalar.isASCII ? String(scalar) : "?"
      }
    }
    return result
  }

  public var ellipsis: String { hasUnicode ? "…" : "..." }
}
