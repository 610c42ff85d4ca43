import Glibc

/// The entries of all sessions: one escaped line each, appended under a lock, so that several sessions may write at once.
///
/// `\n` stands for a line end and `\\` for a backslash. A line cut short by a full disk costs no other entry.
public struct HistoryFile: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// `$XDG_STATE_HOME/formic/history`, by default `~/.local/state/formic/history`; nil without a home.
  public static func standardPath(environment: (String) -> String?) -> String? {
    if let state = environment("XDG_STATE_HOME"), state.first == "/" { return state + "/formic/history" }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/state/formic/history"
  }

  /// A failed call, as the user reads it: `cannot write history /x/y: Permission denied`.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
    init(_ action: String, _ path: String) { description = "cannot \(action) history \(path): \(String(cString: strerror(errno)))" }
  }

  /// The last `limit` entries, oldest first. A missing file is an empty one.
  ///
  /// - Complexity: O(bytes of the file)
  public func load(limit: Int) throws(Failure) -> [String] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw Failure("read", path)
    }
    defer { close(file) }
    _ = flock(file, LOCK_SH)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("read", path)
      }
      bytes += buffer[..<count]
    }
    return bytes.split(separator: newline).suffix(limit).map { Self.unescaped($0) }
  }

  /// Adds an entry behind whatever other sessions have added meanwhile.
  public func append(_ entry: String) throws(Failure) {
    makeFolder()
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure("write", path) }
    defer { close(file) }
    _ = flock(file, LOCK_EX)
    let line = Self.escaped(entry) + [newline]
    var start = 0
    while start < line.count {
      let count = line.withUnsafeBytes { write(file, $0.baseAddress! + start, line.count - start) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("write", path)
      }
      start += count
    }
  }

  private func makeFolder() {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), access(String(path[..<slash]), F_OK) != 0 else { return }
    var folder = ""
    for part in path[..<slash].split(separator: "/", omittingEmptySubsequences: true) {
      folder += (folder.isEmpty && path.first != "/" ? "" : "/") + part
      mkdir(folder, 0o700)  // if this fails, so does opening the file, which is reported
    }
  }

  static func escaped(_ entry: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in entry.utf8 {
      switch byte {
      case newline: result += Array(#"\n"#.utf8)
      case UInt8(ascii: "\\"): result += Array(#"\\"#.utf8)
      default: result.append(byte)
      }
    }
    return result
  }

  static func unescaped(_ line: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        result.append(byte == UInt8(ascii: "n") ? newline : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
