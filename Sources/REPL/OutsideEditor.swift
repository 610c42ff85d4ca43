import Glibc

/// The user's own editor, for blocks that outgrow the prompt.
struct OutsideEditor {
  /// Runs a shell's command line on the terminal and returns its status.
  let run: (String) -> Int32

  enum Failure: Error, CustomStringConvertible {
    case noEditor
    case noFile(String, Int32)
    case failed(String, Int32)

    var description: String {
      switch self {
      case .noEditor: "no editor: set VISUAL or EDITOR"
      case .noFile(let path, let code): "\(path): \(String(cString: strerror(code)))"
      case .failed(let command, let status): "'\(command)' ended with status \(status); the text is as it was"
      }
    }
  }

  /// Opens a file, at a line where one is given.
  func open(_ path: String, line: Int? = nil) throws(Failure) {
    let command = try Self.command()
    let place = line.map { "+\($0) " } ?? ""
    let status = run("\(command) \(place)'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'")
    guard status == 0 else { throw .failed(command, status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F) }
  }

  /// Has a text edited, and returns what came of it.
  func edited(_ text: String) throws(Failure) -> String {
    var template = Array("\(environment("TMPDIR") ?? "/tmp")/formic-XXXXXX.lua".utf8CString)
    let file = mkstemps(&template, 4)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else { throw .noFile(path, errno) }
    defer { unlink(path) }
    close(file)
    guard let writing = fopen(path, "we") else { throw .noFile(path, errno) }
    let bytes = Array((text + "\n").utf8)
    let written = fwrite(bytes, 1, bytes.count, writing)
    guard fclose(writing) == 0, written == bytes.count else { throw .noFile(path, errno) }
    try open(path)
    guard let result = SourceTexts.file(path) else { throw .noFile(path, errno) }
    return result.hasSuffix("\n") ? String(result.dropLast()) : result
  }

  private static func command() throws(Failure) -> String {
    for name in ["VISUAL", "EDITOR"] { if let command = environment(name), !command.isEmpty { return command } }
    for name in ["editor", "nano", "vi"] where (environment("PATH") ?? "").split(separator: ":").contains(where: { access("\($0)/\(name)", X_OK) == 0 }) {
      return name
    }
    throw .noEditor
  }
}
