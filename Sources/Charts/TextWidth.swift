/// How many columns a terminal needs for `text`: two for East Asian wide characters and emoji, none for combining marks.
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}

/// `text` cut to `width` columns, with an ellipsis where something is missing.
public func clipped(_ text: String, to width: Int, _ style: Style) -> String {
  guard displayWidth(text) > width else { return text }
  let ellipsis = style.isUnicode ? "…" : "~"
  var result = "", used = 0
  for character in text {
    let next = displayWidth(String(character))
    if used + next > width - 1 { break }
    result.append(character)
    used += next
  }
  return width > 0 ? result + ellipsis : ""
}

extension String {
  public func leftAligned(_ width: Int) -> String { self + spaces(width - displayWidth(self)) }
  public func rightAligned(_ width: Int) -> String { spaces(width - displayWidth(self)) + self }
  func centered(_ width: Int) -> String {
    let missing = max(0, width - displayWidth(self))
    return spaces(missing / 2) + self + spaces(missing - missing / 2)
  }
  /// Without spaces at the end.
  public var trimmedRight: String {
    var bytes = self[...]
    while bytes.last == " " { bytes.removeLast() }
    return String(bytes)
  }
}

public func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
