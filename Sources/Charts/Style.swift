/// What a renderer may use: a terminal in UTF-8 has blocks and dots, any other has ASCII; colour is the caller's choice.
public struct Style: Sendable, Equatable {
  public var isUnicode: Bool
  public var isColored: Bool

  public init(isUnicode: Bool = true, isColored: Bool = false) {
    self.isUnicode = isUnicode
    self.isColored = isColored
  }

  /// ANSI foregrounds, those first that stay legible on light and dark grounds in common palettes.
  private static let palette = [36, 35, 32, 31, 34, 33]
  /// The index of red.
  static let alarm = 3

  public func bold(_ text: String) -> String { escaped(text, 1) }
  public func dim(_ text: String) -> String { escaped(text, 2) }
  /// The colour of the `index`-th series.
  public func colored(_ text: String, _ index: Int) -> String { escaped(text, Self.palette[index % Self.palette.count]) }

  private func escaped(_ text: String, _ code: Int) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// `text` in characters the terminal has.
  public func encoded(_ text: String) -> String {
    if isUnicode || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text.unicodeScalars { result += scalar.isASCII ? String(scalar) : Self.inASCII[scalar] ?? "?" }
    return result
  }

  private static let inASCII: [Unicode.Scalar: String] = [
    "…": "...", "→": "->", "µ": "u", "×": "x", "∞": "inf", "−": "-", "–": "-", "·": "*", "Σ": "sum", "≤": "<=", "≥": ">=", "α": "alpha",
    "ρ": "rho", "τ": "tau", "η": "eta", "¹": "1", "²": "2", "³": "3", "⋮": ":", "’": "'", "“": "\"", "”": "\"",
  ]
}
