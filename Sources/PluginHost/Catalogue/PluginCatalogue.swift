public import Interface
public import Policies

/// The plugin files there are: `plugins/<kind>/<name>.lua` in each folder. What an earlier folder holds hides the same
/// name in a later one.
public struct PluginCatalogue: Sendable {
  /// One file a plugin may be loaded from.
  public struct Entry: Sendable, Equatable {
    public var kind: String
    public var name: String
    public var path: String
    /// As problems name it: relative to the Formic home where it lies there.
    public var shownAs: String
  }

  /// Searched in order, each with one folder per kind; absolute paths.
  public private(set) var folders: [String]
  /// The folder that `shownAs` is relative to.
  public let home: String?
  public let kinds: [String]

  /// - Parameters:
  ///   - home: the Formic home, whose `plugins/` is the last folder searched.
  ///   - userFolders: searched before it.
  public init(home: String? = FormicHome.find(), userFolders: [String] = [], kinds: [PolicyKind]) {
    self.home = home
    self.kinds = kinds.map(\.name)
    folders = (userFolders + (home.map { [$0 + "/plugins"] } ?? [])).compactMap(absolutePath)
  }

  /// Adds a folder that is searched before all others.
  public mutating func add(folder: String) throws(ScriptError) {
    guard let path = absolutePath(folder), isFolder(path) else { throw ScriptError("'\(folder)' is not a folder") }
    folders.removeAll { $0 == path }
    folders.insert(path, at: 0)
  }

  /// Every plugin of a kind, or of all, by kind in their order and then by name.
  ///
  /// - Complexity: O(files); reads folders, no file
  public func list(kind: String? = nil) -> [Entry] {
    kinds.filter { kind == nil || $0 == kind }.flatMap { kind in
      var entries = [String: Entry]()
      for folder in folders {
        for file in namesInFolder("\(folder)/\(kind)") where file.hasSuffix(".lua") {
          let name = String(file.dropLast(4))
          if entries[name] == nil { entries[name] = entry(kind, name, "\(folder)/\(kind)/\(file)") }
        }
      }
      return entries.values.sorted { $0.name < $1.name }
    }
  }

  /// The file of a plugin by its name ("vickrey" where the kind is known or no other kind has one, "auction/vickrey") or
  /// by a path, which ends in `.lua` or begins with `.` or `/`.
  ///
  /// - Throws: `ScriptError` saying what was meant.
  public func find(_ spec: String, kind: String? = nil) throws(ScriptError) -> Entry {
    if spec.hasSuffix(".lua") || spec.hasPrefix(".") || spec.hasPrefix("/") { return try file(spec, kind) }
    let parts = spec.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), !parts.contains("") else {
      throw ScriptError("'\(spec)' names no plugin: write kind/name, as in auction/vickrey, or a path")
    }
    if parts.count == 2 {
      guard kinds.contains(parts[0]) else {
        throw ScriptError("no kind of policy '\(parts[0])'" + hint(parts[0], kinds))
      }
      if let kind, kind != parts[0] { throw ScriptError("'\(spec)' is \(article(parts[0])) policy, not \(article(kind)) one") }
    }
    let name = parts.last!
    let candidates = list(kind: parts.count == 2 ? parts[0] : kind)
    let found = candidates.filter { $0.name == name }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw ScriptError("'\(name)' names several plugins: \(found.map { "\($0.kind)/\($0.name)" }.joined(separator: ", "))")
    }
    let known = parts.count == 2 || kind != nil ? candidates.map(\.name) : candidates.map { "\($0.kind)/\($0.name)" }
    throw ScriptError("no plugin '\(spec)'" + hint(name, candidates.map(\.name), known))
  }

  private func file(_ path: String, _ kind: String?) throws(ScriptError) -> Entry {
    guard let absolute = absolutePath(path), isFile(absolute) else { throw ScriptError("no file '\(path)'") }
    let parts = absolute.split(separator: "/").map(String.init)
    guard parts.last!.hasSuffix(".lua") else { throw ScriptError("'\(path)' is not a .lua file") }
    let folder = parts.count > 1 ? parts[parts.count - 2] : ""
    return entry(kind ?? (kinds.contains(folder) ? folder : ""), String(parts.last!.dropLast(4)), absolute)
  }

  private func entry(_ kind: String, _ name: String, _ path: String) -> Entry {
    Entry(kind: kind, name: name, path: path, shownAs: shown(path))
  }

  private func shown(_ path: String) -> String {
    guard let home, path.hasPrefix(home + "/") else { return path }
    return String(path.dropFirst(home.count + 1))
  }

  private func hint(_ word: String, _ candidates: [String], _ known: [String]? = nil) -> String {
    if let near = suggestion(for: word, among: candidates) { return ": did you mean '\(near)'?" }
    let known = known ?? candidates
    return known.isEmpty ? ": there are none" : ": there are \(known.joined(separator: ", "))"
  }

  private func article(_ noun: String) -> String { ("aeiou".contains(noun.prefix(1)) ? "an " : "a ") + noun }
}
