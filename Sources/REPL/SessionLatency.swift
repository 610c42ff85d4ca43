import CLineEditor
import Glibc

/// How long a person waits: times a session of this program on a pseudo-terminal, from a key to what it shows.
public struct SessionLatency {
  public struct Failure: Error, CustomStringConvertible { public var description: String }

  private let terminal: Int32
  private let child: pid_t
  private var seen: [UInt8] = []

  /// Starts a session of the program at `path`, with a home of its own.
  public init(path: String, home: String) throws(Failure) {
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      ["PATH=/usr/bin:/bin", "TERM=xterm", "LANG=C.UTF-8", "HOME=\(home)", "NO_COLOR=1", "PAGER=cat"].map { (text: String) in strdup(text) } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var child: pid_t = 0
    terminal = ce_spawn_on_terminal(path, &words, &settings, 100, 30, &child)
    self.child = child
    guard terminal >= 0 else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
    try wait(for: Self.prompt)
  }

  public func end() {
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
    close(terminal)
  }

  private static let prompt = "formic> "

  /// Milliseconds from each of `count` keys to its echo.
  public mutating func keyToEcho(count: Int) throws(Failure) -> [Double] {
    var draft = "", times: [Double] = []
    for i in 0..<count {
      if draft.utf8.count == 60 {
        try type("\u{15}", until: Self.prompt)
        draft = ""
      }
      let key = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(i % 26)))
      draft += key
      times.append(try type(key, until: Self.prompt + draft))
      usleep(UInt32(2_000 + i * 7919 % 6_000))
    }
    try type("\u{15}", until: Self.prompt)
    return times
  }

  /// Milliseconds from Ctrl-C, pressed once `script` runs, to the prompt. The leading space keeps it out of the history.
  public mutating func interrupt(_ script: String, after microseconds: UInt32) throws(Failure) -> Double {
    try type(" io.write('run', 'ning\\n') io.flush() " + script + "\r", until: "running")
    usleep(microseconds)
    return try type("\u{3}", until: Self.prompt)
  }

  /// Enters a line and waits for the prompt after it.
  public mutating func enter(_ line: String) throws(Failure) { try type(line + "\r", until: "\n" + Self.prompt, orAlso: "\r" + Self.prompt) }

  /// Enters a line and waits for something it prints.
  public mutating func expect(_ line: String, toPrint text: String) throws(Failure) { try type(line + "\r", until: text) }

  @discardableResult
  private mutating func type(_ keys: String, until text: String, orAlso other: String? = nil) throws(Failure) -> Double {
    drain()
    seen = []
    let start = Self.milliseconds
    let bytes = Array(keys.utf8)
    guard write(terminal, bytes, bytes.count) == bytes.count else { throw Failure(description: "the session has ended") }
    try wait(for: text, orAlso: other)
    return Self.milliseconds - start
  }

  private mutating func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    while poll(&source, 1, 0) > 0, read(terminal, &buffer, buffer.count) > 0 {}
  }

  private mutating func wait(for text: String, orAlso other: String? = nil) throws(Failure) {
    let wanted = [Array(text.utf8)] + (other.map { [Array($0.utf8)] } ?? [])
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let deadline = Self.milliseconds + 20_000
    while !wanted.contains(where: { contains($0) }) {
      var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, 1000) > 0 else {
        guard Self.milliseconds < deadline else {
          throw Failure(description: "no '\(text)' within 20 s, but: \(String(decoding: seen.suffix(200), as: UTF8.self))")
        }
        continue
      }
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { throw Failure(description: "the session has ended") }
      seen += buffer[..<count]
    }
  }

  private func contains(_ text: [UInt8]) -> Bool {
    guard seen.count >= text.count else { return false }
    for start in 0...(seen.count - text.count) where seen[start..<(start + text.count)].elementsEqual(text) { return true }
    return false
  }

  private static var milliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
