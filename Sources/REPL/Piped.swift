import Glibc
public import LuaRuntime

/// Runs standard input, where that is no terminal, as one chunk: no prompt, no escapes, and results stay unprinted, as in
/// `lua -`.
///
/// - Returns: the process's exit status: 0, 1 after an error, 130 after Ctrl-C.
public func runPiped(state: LuaState, configuration: SessionConfiguration) -> Int32 {
  let evaluation = Evaluation(state, streamAppearance(STDERR_FILENO, configuration.colour))
  guard let text = readAll(STDIN_FILENO) else {
    write(STDERR_FILENO, "formic: cannot read standard input: \(String(cString: strerror(errno)))\n")
    return 1
  }
  return evaluation.runScript(text, name: "stdin")
}

/// What a stream of the process shows: colour only on a terminal that has it, characters outside ASCII only where the
/// user's character set is UTF-8.
public func streamAppearance(_ descriptor: Int32, _ choice: ColourChoice) -> Appearance {
  let isTerminal = isatty(descriptor) == 1
  return Appearance(
    hasColour: Appearance.allowsColour(
      choice, isTerminal: isTerminal, noColour: environment("NO_COLOR"), terminal: environment("TERM")),
    hasUnicode: Terminal.setLocale(), width: isTerminal ? Terminal.width : 80)
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Writes to a stream of the process, past and after what C has buffered.
func write(_ descriptor: Int32, _ text: String) {
  fflush(nil)
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
    if count < 0, errno != EINTR { return }
    bytes = bytes.dropFirst(max(count, 0))
  }
}

private func readAll(_ descriptor: Int32) -> String? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
    if count < 0, errno != EINTR { return nil }
    bytes += buffer[..<max(count, 0)]
  }
}
