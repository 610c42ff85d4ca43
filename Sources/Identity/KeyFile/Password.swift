import CSodium
import Glibc

/// Where a password comes from that a script does not give: the file named by `FORMIC_KEY_PASSWORD_FILE`.
enum Password {
  static let variable = "FORMIC_KEY_PASSWORD_FILE"

  /// The file's first line.
  ///
  /// - Throws: as for key files: a password others can read is none.
  static func fromEnvironment() throws -> [UInt8] {
    guard let path = getenv(variable).map({ String(cString: $0) }), !path.isEmpty else {
      throw KeyFileError(path: variable, problem: .system("no password: give one, or name a file that holds it by this variable"))
    }
    var bytes = try PrivateFile.read(path)
    defer { sodium_memzero(&bytes, bytes.count) }
    let line = Array(bytes.prefix { $0 != 0x0A })
    guard !line.isEmpty else { throw KeyFileError(path: path, problem: .emptyPassword) }
    return line
  }
}
