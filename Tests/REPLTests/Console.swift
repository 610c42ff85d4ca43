import CLineEditor
import FoundationEssentials
import Glibc
import Testing

/// A program on a terminal of its own: type at it, look at its screen.
final class Console {
  private(set) var screen: Screen
  private let terminal: Int32
  private var child: pid_t = 0
  private var status: Int32?
  /// What had been written when keys were last typed: a prompt from before is no answer to them.
  private var writtenBeforeTyping = 0

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// - Parameter environment: added to a minimal one, which has its own home.
  init(
    _ path: String = Console.formic, _ arguments: [String] = [], home: Home, environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24
  ) throws {
    screen = Screen(columns: columns, rows: rows)
    var variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8", "HOME": home.path, "NO_COLOR": "1", "PAGER": "cat"]
    variables.merge(environment) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    terminal = ce_spawn_on_terminal(path, &words, &settings, Int32(columns), Int32(rows), &child)
    guard terminal >= 0 else { throw Failure(description: "no pseudo-terminal: errno \(errno)") }
  }

  deinit {
    if status == nil {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
    close(terminal)
  }

  /// The program under test: `FORMIC_BIN`, or the one beside these tests.
  static var formic: String { beside("formic", variable: "FORMIC_BIN") }
  /// A session whose background work tests can start.
  static var rehearsal: String { beside("rehearsal", variable: "REHEARSAL_BIN") }

  private static func beside(_ name: String, variable: String) -> String {
    if let path = getenv(variable) { return String(cString: path) }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/" + name
  }

  // MARK: Typing

  static let enter = "\r", tab = "\t", up = "\u{1B}[A", down = "\u{1B}[B", right = "\u{1B}[C", left = "\u{1B}[D"
  static let home = "\u{1B}[H", end = "\u{1B}[F", delete = "\u{1B}[3~", backspace = "\u{7F}"
  static let controlC = "\u{3}", controlD = "\u{4}", controlR = "\u{12}", controlZ = "\u{1A}"
  static let escape = "\u{1B}", undo = "\u{1F}", outsideEditor = "\u{18}\u{5}"

  func type(_ keys: String) {
    writtenBeforeTyping = screen.raw.count
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(terminal, $0.baseAddress!, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Enters a block and waits for the prompt after it.
  func enter(_ text: String, prompt: String = "formic>") throws {
    type(text + Self.enter)
    try expectPrompt(prompt)
  }

  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    _ = ce_resize_terminal(terminal, Int32(columns), Int32(rows))
  }

  func send(_ signal: Int32) { kill(child, signal) }

  // MARK: Looking

  /// Reads what the program writes until the screen is as wanted.
  func expect(
    _ what: String, within limit: Duration = .seconds(10), sourceLocation: SourceLocation = #_sourceLocation,
    _ isMet: (Screen) -> Bool
  ) throws {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while !isMet(screen) {
      if drain(milliseconds: 20) || clock.now < deadline && !hasEnded { continue }
      if isMet(screen) { return }
      let failure = Failure(description: "no \(what) on the screen:\n\(screen.text)\ncursor \(screen.row),\(screen.column)")
      Issue.record(failure, sourceLocation: sourceLocation)
      throw failure
    }
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expect("'\(text)'", sourceLocation: sourceLocation) { $0.text.contains(text) }
  }

  /// A row that holds exactly `text`.
  func expectLine(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expect("line '\(text)'", sourceLocation: sourceLocation) { ($0.scrolledOff + $0.lines).contains(text) }
  }

  /// The cursor waits behind an empty prompt, drawn after the last keys were typed.
  func expectPrompt(_ prompt: String = "formic>", sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expectAnyPrompt([prompt], sourceLocation: sourceLocation)
  }

  func expectAnyPrompt(_ prompts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expect("prompt", sourceLocation: sourceLocation) {
      prompts.contains($0.cursorLine) && $0.column == $0.cursorLine.count + 1 && $0.raw.count > writtenBeforeTyping
    }
  }

  /// The block being edited, as it looks, with the cursor at a column of its row.
  func expectDraft(_ lines: String..., column: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expect("draft \(lines) with the cursor in column \(column)", sourceLocation: sourceLocation) { screen in
      // A line about what runs behind the prompt stands below it.
      guard let last = screen.lines.lastIndex(where: { !$0.isEmpty && !$0.hasPrefix("colony ") }), last + 1 >= lines.count else { return false }
      return Array(screen.lines[(last + 1 - lines.count)...last]) == lines && screen.column == column
    }
  }

  /// Waits for the program's end.
  ///
  /// - Returns: its exit status, or 128 and the signal that ended it.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
    try expect("end of the program", sourceLocation: sourceLocation) { _ in hasEnded }
    while drain(milliseconds: 20) {}
    let status = status!
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private var hasEnded: Bool {
    if status != nil { return true }
    var raw: Int32 = 0
    guard waitpid(child, &raw, WNOHANG) == child else { return false }
    status = raw
    return true
  }

  /// Returns whether something was read.
  private func drain(milliseconds: Int32) -> Bool {
    var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(terminal, &buffer, buffer.count)
    guard count > 0 else {
      usleep(1000)  // the other end is closed; what remains is to wait for the program
      return false
    }
    screen.write(buffer[..<count])
    return true
  }
}

/// A home folder that goes with the test.
final class Home {
  /// Writes a file into it; folders on the way are made.
  func write(_ name: String, _ text: String, isProgram: Bool = false) throws {
    let path = path + "/" + name
    let folder = String(path[..<path.lastIndex(of: "/")!])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    if isProgram { chmod(path, 0o755) }
  }

  let path: String
  init() {
    var template = Array("/tmp/formic-home-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template)!)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}
