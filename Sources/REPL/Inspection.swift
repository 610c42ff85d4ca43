import LuaRuntime

/// Frames of a script under inspection: live ones at a breakpoint, or those of an error. One of them is entered, and
/// what the user types reads and assigns its variables.
struct Inspection {
  let frames: [ScriptFrame]
  /// Whether they are still running.
  let isLive: Bool
  private(set) var index: Int
  private(set) var environment: LuaReference

  /// - Parameter level: the frame to enter, from 1, the innermost; it must be one.
  init(_ frames: [ScriptFrame], isLive: Bool, level: Int) throws(LuaError) {
    self.frames = frames
    self.isLive = isLive
    index = level - 1
    environment = try frames[level - 1].environment()
  }

  mutating func enter(level: Int) throws(LuaError) {
    environment = try frames[level - 1].environment()
    index = level - 1
  }

  /// A line a frame with an arrow at the one entered, and that one's variables.
  func card(in state: LuaState, _ appearance: Appearance) -> String {
    var lines = [isLive ? "stopped; Ctrl-D goes on" : "what ran when the error was raised; Ctrl-D leaves"]
    let places = frames.map { "\($0.source):\($0.line)" }
    let width = places.map { displayWidth($0) }.max() ?? 0
    for (i, frame) in frames.enumerated() {
      let padding = String(repeating: " ", count: width - displayWidth(places[i]) + 2)
      lines.append((i == index ? "> " : "  ") + "\(i + 1)  \(places[i])\(padding)\(frame.name)")
    }
    let variables = variables(in: state, appearance)
    if !variables.isEmpty { lines.append(variables) }
    return lines.joined(separator: "\n")
  }

  /// What the frame calls its own, as much as fits on a line.
  private func variables(in state: LuaState, _ appearance: Appearance) -> String {
    guard let table = try? state.variables(of: environment), let names = try? state.names(of: table, .init(limit: 40)).found else { return "" }
    var line = "  "
    for name in names.map(\.name) {
      guard let value = try? table.field(name), let snapshot = try? state.snapshot(of: value, .init(depth: 1, items: 4, total: 8, stringBytes: 24))
      else { continue }
      let text = Printer.text(snapshot, Appearance(hasUnicode: appearance.hasUnicode, width: 1_000))
      let part = (line.utf8.count > 2 ? ", " : "") + "\(name) = " + (text.contains("\n") ? Self.name(of: snapshot) : text)
      if displayWidth(line + part) > appearance.width - 4 { return line + ", " + appearance.ellipsis }
      line += part
    }
    return line.utf8.count > 2 ? line : ""
  }

  /// What stands for a value that takes several lines.
  private static func name(of value: Snapshot) -> String {
    if case .object(let className, _) = value { return className }
    return "{...}"
  }
}
