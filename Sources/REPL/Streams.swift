import Glibc

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
