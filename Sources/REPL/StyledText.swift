/// What a piece of text means, from which its colour follows.
public enum Style: Sendable, Equatable {
  case plain, number, string, word, key, function, object, faint, error, title

  /// Attributes of ANSI's Select Graphic Rendition; the sixteen colours, so that the user's palette decides. Not blue,
  /// which common palettes make illegible on black (contrast under 3), nor yellow, likewise on white.
  var attributes: String {
    switch self {
    case .plain: ""
    case .number: "36"
    case .string: "32"
    case .word: "35"
    case .key: ""
    case .function: "35"
    case .object: "1"
    case .faint: "2"
    case .error: "31"
    case .title: "1"
    }
  }
}

/// Text in styled pieces, which knows its width.
public struct StyledText: Sendable {
  private var pieces: [(style: Style, text: String)] = []
  /// Columns of the text, which has no line ends where this matters.
  public private(set) var width = 0

  public init() {}

  public init(_ text: String, _ style: Style = .plain) { append(text, style) }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    width += displayWidth(text)
    if let last = pieces.indices.last, pieces[last].style == style {
      pieces[last].text += text
    } else {
      pieces.append((style, text))
    }
  }

  public mutating func append(_ other: StyledText) {
    for piece in other.pieces { append(piece.text, piece.style) }
  }

  /// Cut to `columns`, with an ellipsis where something is missing.
  public func clipped(to columns: Int, _ ellipsis: String) -> StyledText {
    guard width > columns else { return self }
    var result = StyledText()
    for (style, text) in pieces {
      for character in text {
        guard result.width + displayWidth(String(character)) + ellipsis.count <= columns else {
          result.append(ellipsis, .faint)
          return result
        }
        result.append(String(character), style)
      }
    }
    return result
  }

  /// Without blanks at the end.
  var trimmedRight: StyledText {
    var result = self
    while let last = result.pieces.last, last.text.last == " " {
      result.pieces[result.pieces.count - 1].text.removeLast()
      result.width -= 1
      if result.pieces.last!.text.isEmpty { result.pieces.removeLast() }
    }
    return result
  }

  public func rendered(hasColour: Bool) -> String {
    var result = ""
    for (style, text) in pieces {
      if hasColour, !style.attributes.isEmpty {
        result += "\u{1B}[\(style.attributes)m\(text)\u{1B}[0m"
      } else {
        result += text
      }
    }
    return result
  }
}

/// Columns a terminal gives the text: two for wide East Asian characters and emoji, none for combining marks.
public func displayWidth(_ text: String) -> Int {
  var width = 0
  for scalar in text.unicodeScalars {
    let value = scalar.value
    if value < 0x300 {
      width += 1
    } else if scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .enclosingMark
      || value == 0x200D || (0xFE00...0xFE0F).contains(value)
    {
      continue
    } else {
      width += wideRanges.contains { $0.contains(value) } ? 2 : 1
    }
  }
  return width
}

/// Unicode 15, East Asian Width W and F, in blocks.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C,
  0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
  0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
