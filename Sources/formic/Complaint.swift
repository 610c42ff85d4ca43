import LuaRuntime

/// How a failed script is reported: the message, the line it speaks of, and how one got there.
enum Complaint {
  static func text(_ error: LuaError) -> String {
    var text = "formic: \(error.message)\n"
    if let line = sourceLine(error) { text += "  \(error.line) | \(line)\n" }
    guard !error.traceback.isEmpty else { return text }
    text += "stack traceback:\n"
    for (i, frame) in error.traceback.enumerated() {
      if error.omitted.count > 0, i == error.omitted.before { text += "\t... (\(error.omitted.count) levels left out)\n" }
      text += "\t\(frame.source)\(frame.line > 0 ? ":\(frame.line)" : ""): in \(frame.name)\n"
    }
    return text
  }

  private static func sourceLine(_ error: LuaError) -> String? {
    guard error.line > 0, let text = Files.text(of: error.chunk) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return error.line <= lines.count ? String(lines[error.line - 1]) : nil
  }
}
