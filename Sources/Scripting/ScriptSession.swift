public import Charts
import Glibc

/// When output may be coloured.
public enum ColorMode: String, Sendable, CaseIterable {
  /// On a terminal that has colours, unless `NO_COLOR` is set.
  case auto, always, never
}

/// What the command line told a script, and what its output goes to.
public struct ScriptSession: Sendable {
  /// As the usage line shows it: `formic run market_day.lua`.
  public var invocation: String
  /// After the script's name.
  public var arguments: [String]
  public var color: ColorMode

  public init(invocation: String = "formic", arguments: [String] = [], color: ColorMode = .auto) {
    self.invocation = invocation
    self.arguments = arguments
    self.color = color
  }
}

extension ScriptSession {
  /// What may be written to a stream: 1, the output, or 2, the complaints.
  public func style(of stream: Int32) -> Style {
    Style(isUnicode: Self.isUTF8Locale, isColored: isColored(stream))
  }

  public func isColored(_ stream: Int32) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isatty(stream) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    }
  }

  /// The columns of the terminal at `stream`, within what is comfortable to read; 80 where it isn't one.
  public func width(of stream: Int32) -> Int {
    var size = winsize()
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(120, max(40, Int(size.ws_col)))
  }

  /// Whether the environment asks for UTF-8, or for nothing: terminals have long agreed.
  public static var isUTF8Locale: Bool {
    guard let locale = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") else { return true }
    let name = locale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@") || name.contains("utf8@")
  }
}

/// A variable that is set and not empty.
private func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
