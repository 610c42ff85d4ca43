import Glibc
import Interface
import Policies

extension PluginHost {
  /// Begins a new plugin as a copy of a shipped one under a new name, so that it passes every check at once and is changed
  /// from there.
  ///
  /// - Parameters:
  ///   - folder: the plugin folder; the file is `<folder>/<kind>/<name>.lua`. nil for the Formic home's `plugins/`.
  ///   - like: the plugin of the kind to begin with; nil for the one that is called as the built-in rule, or else the
  ///     first that is no baseline.
  /// - Returns: the path of the new file.
  /// - Throws: `ScriptError` where the name is not a plain word, the file exists, or it can't be written.
  public func scaffold(_ kind: String, _ name: String, in folder: String? = nil, like: String? = nil) throws -> String {
    let kind = try self.kind(kind)
    guard name.isIdentifier else { throw ScriptError("'\(name)' can't name a plugin: use letters, digits and _, as in my_auction") }
    guard let folder = folder ?? catalogue.home.map({ $0 + "/plugins" }) else {
      throw ScriptError("no plugin folder: set FORMIC_HOME or name a folder")
    }
    let model = try like.map { try catalogue.find($0, kind: kind.name) } ?? model(kind)
    let text = try PluginText.read(model.path, shownAs: model.shownAs).text
    let path = "\(folder)/\(kind.name)/\(name).lua"
    try createFile(path, Self.renamed(text, kind.name, model.name, name))
    return path
  }

  private func model(_ kind: PolicyKind) throws(ScriptError) -> PluginCatalogue.Entry {
    let entries = catalogue.list(kind: kind.name)
    let builtIn = kind.fallback().identity.name
    if let entry = entries.first(where: { $0.name == builtIn }) ?? entries.first(where: { !["random", "none"].contains($0.name) }) {
      return entry
    }
    throw ScriptError("there is no \(kind.name) plugin to begin with")
  }

  /// The same text under another name: in the manifest and in the header's examples.
  private static func renamed(_ text: String, _ kind: String, _ old: String, _ new: String) -> String {
    let header = "--- \(new): begun as a copy of \(kind)/\(old). Say here what it does differently, and why.\n---\n"
    return header + text.replacing("\"\(kind)/\(old)\"", with: "\"\(kind)/\(new)\"").replacing("name = \"\(old)\"", with: "name = \"\(new)\"", maxReplacements: 1)
  }

  private func createFile(_ path: String, _ text: String) throws(ScriptError) {
    let folder = String(path[..<path.lastIndex(of: "/")!])
    _ = mkdir(folder, 0o755)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ScriptError("'\(path)' can't be made: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      unlink(path)
      throw ScriptError("'\(path)' can't be written: \(String(cString: strerror(errno)))")
    }
  }
}
