/// What a renderer may use: a terminal in UTF-8 has blocks and dots, any other has ASCII; colour is the caller's choice.
public struct Style: Sendable, Equatable {
  public var isUnicode: Bool
  public var isColored: Bool
  public init(isUnicode: Bool = true, isColored: Bool = false) {
    self.isUnicode = isUnicode
    self.isColored = isColored
  }
}
