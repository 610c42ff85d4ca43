import Glibc

/// Names of files and modules that start with what has been typed.
enum PathNames {
  /// Entries of a folder read at most.
  private static let entriesMax = 100_000

  /// Files and folders, folders with a slash at their end. `~/` is the user's home; hidden ones only where asked for.
  static func files(prefix: String) -> [Candidate] {
    guard prefix.utf8.count < 4096, !prefix.utf8.contains(0) else { return [] }
    let cut = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { prefix.utf8.index(after: $0) } ?? prefix.startIndex
    let typed = String(prefix[..<cut]), base = String(prefix[cut...])
    return entries(of: typed.isEmpty ? "." : expanded(typed), startingWith: base).compactMap { entry in
      guard !entry.name.hasPrefix(".") || base.hasPrefix(".") else { return nil }
      return entry.isFolder ? Candidate(typed + entry.name + "/", .folder) : Candidate(typed + entry.name, .string)
    }
  }

  /// Modules that `require` would find along `path`, as `package.path` writes it.
  static func modules(prefix: String, path: String) -> [String] {
    guard prefix.utf8.count < 4096 else { return [] }
    let parts = prefix.split(separator: ".", omittingEmptySubsequences: false)
    let package = parts.dropLast().joined(separator: "."), base = String(parts.last ?? "")
    var found: [String] = []
    for template in path.split(separator: ";").prefix(64) {
      guard let mark = template.firstIndex(of: "?") else { continue }
      let before = template[..<mark], after = String(template[template.index(after: mark)...])
      guard before.isEmpty || before.hasSuffix("/") else { continue }
      let folder = String(before) + (package.isEmpty ? "" : package.replacing(".", with: "/") + "/")
      let owner = package.isEmpty ? "" : package + "."
      for entry in entries(of: folder.isEmpty ? "." : folder, startingWith: base) {
        if !after.contains("/"), entry.name.hasSuffix(after), !entry.isFolder {
          let name = entry.name.dropLast(after.count)
          if !name.isEmpty, !name.contains(".") { found.append(owner + name) }
        } else if after.hasPrefix("/"), entry.isFolder, access(folder + entry.name + after, R_OK) == 0, !entry.name.contains(".") {
          found.append(owner + entry.name)
        }
      }
    }
    return found
  }

  /// `~/x` from the home folder.
  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  private static func entries(of folder: String, startingWith base: String) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(name: String, isFolder: Bool)] = []
    while found.count < entriesMax, let entry = readdir(stream) {
      // A name that isn't UTF-8 can't be typed.
      guard
        let name = withUnsafeBytes(of: &entry.pointee.d_name, { String(validating: $0.prefix { $0 != 0 }, as: UTF8.self) }), name != ".", name != "..",
        name.utf8.starts(with: base.utf8)
      else { continue }
      var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      if entry.pointee.d_type == UInt8(DT_LNK) || entry.pointee.d_type == UInt8(DT_UNKNOWN) {
        var status = stat()
        isFolder = stat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      }
      found.append((name, isFolder))
    }
    return found
  }
}
