/// A semantic version, MAJOR.MINOR.PATCH (semver.org); a pre-release tag is kept but not ordered.
public struct Version: Sendable, Equatable, CustomStringConvertible {
  public var major, minor, patch: Int
  public var prerelease: String?

  public init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else { return nil }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.major = major
    self.minor = minor
    self.patch = patch
    prerelease = parts.count == 2 ? String(parts[1]) : nil
  }

  public var description: String { "\(major).\(minor).\(patch)" + (prerelease.map { "-\($0)" } ?? "") }

  /// Digits only, no leading zero.
  static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text == "0" || text.first != "0" else { return nil }
    return Int(text)
  }
}

/// The contract between plugins and this host: call shapes, `ctx` fields, manifest keys. A new field raises the minor
/// number, a changed meaning the major.
public enum PolicyAPI {
  public static let major = 1
  public static let minor = 0

  /// Why a plugin that asks for `text` can't run here; nil if it can.
  public static func problem(with text: String) -> String? {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map(Version.number)
    guard (1...2).contains(numbers.count), let wanted = numbers[0], let wantedMinor = numbers.count == 2 ? numbers[1] : 0 else {
      return "'\(text)' is not an api version: write \"\(major)\" or \"\(major).\(minor)\""
    }
    if wanted != major { return "asks for policy api \(wanted), this host speaks \(major).\(minor): other call shapes" }
    if wantedMinor > minor {
      return "asks for policy api \(text), this host speaks \(major).\(minor): the ctx fields and functions added since are missing here"
    }
    return nil
  }
}
