import Glibc

/// Why a key file was not written or not believed. A file that is refused is left as it is.
public struct KeyFileError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Problem: Equatable, Sendable {
    case exists
    case isLink
    case notRegular
    case foreignOwner(UInt32)
    case hardLinks(Int)
    /// The permission bits.
    case loose(UInt32)
    case wrongSize(Int)
    case damaged(String)
    case wrongPassword
    case noMemory(Int)
    case emptyPassword
    case badPath
    case system(String)
  }

  public let path: String
  public let problem: Problem

  public var description: String {
    switch problem {
    case .exists: "\(path): there is a file already; a key is never written over"
    case .isLink: "\(path): a symbolic link; a key is read from the file itself"
    case .notRegular: "\(path): not a regular file"
    case .foreignOwner(let owner): "\(path): belongs to user \(owner), not to you (\(geteuid()))"
    case .hardLinks(let count): "\(path): has \(count) names; a key has one, that nobody else may keep it"
    case .loose(let mode): "\(path): others may use it (mode 0\(String(mode, radix: 8))): chmod 600 it, and think about who may have read it"
    case .wrongSize(let size): "\(path): \(size) bytes where a key file has \(KeyFile.size)"
    case .damaged(let what): "\(path): damaged: \(what)"
    case .wrongPassword: "\(path): the password does not open it (or somebody altered it on purpose: damage by chance was ruled out)"
    case .noMemory(let bytes): "\(path): \(bytes >> 20) MiB are needed to try the password, and are not to be had"
    case .emptyPassword: "a password has at least 1 byte"
    case .badPath: "a path has no zero byte, and at least one other"
    case .system(let reason): "\(path): \(reason)"
    }
  }
}
