/// What a renderer may use: a terminal in UTF-8 has blocks and dots, any other has ASCII; colour is the caller's choice.
public struct Style: Sendable, Equatable {
  public var isUnicode: Bool
  public var isColored: Bool

  public init(isUnicode: Bool = true, isColored: Bool = false) {
    self.isUnicode = isUnicode
    self.isColored = isColored
  }

  /// ANSI foregrounds that stay legible on light and dark grounds.
  private static let palette = [36, 33, 35, 32, 34, 31]

  func bold(_ text: String) -> String { escaped(text, 1) }
  func dim(_ text: String) -> String { escaped(text, 2) }
  /// The colour of the `index`-th series.
  func colored(_ text: String, _ index: Int) -> String { escaped(text, Self.palette[index % Self.palette.count]) }

  private func escaped(_ text: String, _ code: Int) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
