import Glibc

/// The folder that holds `plugins/` and `scripts/`.
public enum FormicHome {
  /// `FORMIC_HOME` where set, else the nearest folder above the executable with `plugins/` and `scripts/`, else above the
  /// working directory; nil where there is none.
  public static func find() -> String? {
    if let home = getenv("FORMIC_HOME").map({ String(cString: $0) }), !home.isEmpty { return absolutePath(home) ?? home }
    return [executableFolder(), absolutePath(".")].lazy.compactMap { $0 }.compactMap(above).first
  }

  /// The nearest folder from `start` upwards that looks like a home.
  static func above(_ start: String) -> String? {
    var folder = start
    while true {
      if isFolder(folder + "/plugins"), isFolder(folder + "/scripts") { return folder.isEmpty ? "/" : folder }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
  }

  private static func executableFolder() -> String? {
    guard let path = absolutePath("/proc/self/exe"), let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
  }
}

/// The path with links and dots resolved; nil where nothing is there.
func absolutePath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

func isFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// The names in a folder in byte order, without hidden ones; empty where it can't be read.
func namesInFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names = [String]()
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
