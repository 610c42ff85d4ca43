import Glibc
import Interface

extension ScriptingInterface {
  static let files = Function(
    "files", "The files in a folder whose names match a pattern, sorted by their bytes.",
    detail: "The pattern is a shell's: `*.lua` looks in the folder itself, `*/*.lua` in the folders in it.",
    .string("folder", "a path"), .optional(.string("pattern", "with * ? [a-z], and / between folders"), "*"),
    returns: .table("names", elements: Parameter("name", .string, "from the folder on")), example: "script.files(\"scripts\", \"*.lua\")[1]",
    errors: ["the folder cannot be read"]
  ) { folder, pattern in
    guard !folder.utf8.contains(0), let handle = opendir(folder) else {
      throw ScriptError("script.files: \(folder): \(String(cString: strerror(folder.utf8.contains(0) ? EINVAL : errno)))")
    }
    closedir(handle)
    // The folder's own characters stand for themselves.
    let escaped = folder.map { "*?[\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    var found = glob_t()
    defer { globfree(&found) }
    let status = glob(escaped + "/" + (pattern ?? "*"), 0, nil, &found)
    guard status == 0 || status == GLOB_NOMATCH else { throw ScriptError("script.files: \(folder): too many files, or a folder in it cannot be read") }
    var names: [String] = []
    for i in 0..<Int(found.gl_pathc) {
      var status = stat()
      guard let path = found.gl_pathv[i], stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      names.append(String(cString: path + folder.utf8.count + 1))
    }
    return Table(list: names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(Value.string))
  }

  static let temporaryFolder = Function(
    "temporary_folder", "Makes a folder that is removed, with all that is in it, when the program ends.",
    detail: "In `TMPDIR`, by default /tmp.", returns: Parameter("path", .string), example: "script.temporary_folder()",
    errors: ["no folder can be made there"]
  ) { try TemporaryFolder.make() }
}
