import Glibc
import LuaRuntime

/// Shows text that is longer than the screen a page at a time, by the user's own pager.
struct Pager {
  /// A command line for the shell; nil where nothing pages.
  private let command: String?

  /// `FORMIC_PAGER`, else `PAGER`, else `less` where it is installed. Empty, or `cat`, for none.
  init(environment: (String) -> String?) {
    let chosen = environment("FORMIC_PAGER") ?? environment("PAGER") ?? (Self.finds("less", environment("PATH")) ? "less" : "")
    // Ctrl-C belongs to the session: it ends less rather than less's search.
    command = switch chosen {
    case "", "cat": nil
    case "less": "less -K"
    default: chosen
    }
  }

  private static func finds(_ program: String, _ path: String?) -> Bool {
    (path ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Whether the text takes more rows than the terminal has above the next prompt.
  static func isLong(_ text: String, columns: Int, rows: Int) -> Bool {
    guard text.utf8.count > rows else { return false }
    var count = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      count += max(1, (displayWidth(withoutAttributes(line)) + columns - 1) / columns)
      if count >= rows { return true }
    }
    return false
  }

  /// The text as it shows: without escapes that only colour it.
  private static func withoutAttributes(_ line: Substring) -> String {
    var result = "", isEscape = false
    for scalar in line.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true } else if !isEscape { result.unicodeScalars.append(scalar) } else if scalar == "m" { isEscape = false }
    }
    return result
  }

  /// Returns whether a pager has shown it. Ctrl-C ends the pager, whichever it is.
  func show(_ text: String) -> Bool {
    guard let command else { return false }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    guard let child = Self.spawn(command, input: ends[0]) else {
      close(ends[0])
      return false
    }
    close(ends[0])
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    var bytes = Array(text.utf8)[...]
    bytes.append(newline)
    var status: Int32 = 0, isSignalled = false
    while waitpid(child, &status, WNOHANG) == 0 {
      if LuaInterrupt.isPending, !isSignalled {
        usleep(15_000)  // it got the signal, too, and may be about to go
        kill(child, SIGTERM)
        isSignalled = true
      }
      if !bytes.isEmpty {
        var sink = pollfd(fd: ends[1], events: Int16(POLLOUT), revents: 0)
        guard poll(&sink, 1, 5) > 0 else { continue }
        let count = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress!, $0.count) }
        if count > 0 { bytes = bytes.dropFirst(count) } else if errno == EPIPE { bytes = [] }
        if bytes.isEmpty { close(ends[1]); ends[1] = -1 }
      } else {
        usleep(3_000)
      }
    }
    return status & 0x7F != 0 || (status >> 8) & 0xFF != 127  // 127: the shell found no such program
  }

  private static func spawn(_ command: String, input: Int32) -> pid_t? {
    setenv("LESS", "FRX", 0)  // colours pass, and what fits the screen after all ends at once
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", "exec " + command].map { (word: String) in strdup(word) } + [nil]
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    return posix_spawn(&child, "/bin/sh", &actions, nil, &words, environ) == 0 ? child : nil
  }
}
