import Glibc
import Interface
import Synchronization

/// Folders that go away when the program ends, unless it is killed.
enum TemporaryFolder {
  /// Makes one, in `TMPDIR`, by default `/tmp`.
  ///
  /// - Throws: `ScriptError` where none can be made.
  static func make() throws(ScriptError) -> String {
    let place = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(place)/formic-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ScriptError("script.temporary_folder: \(place): \(String(cString: strerror(errno)))") }
    let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    made.withLock { paths in
      if paths.isEmpty { atexit { TemporaryFolder.removeAll() } }
      paths.append(path)
    }
    return path
  }

  private static let made = Mutex<[String]>([])

  private static func removeAll() {
    let paths = made.withLock { $0 }
    for path in paths { remove(path) }
  }

  /// With all that is in it; links are removed, not followed.
  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let (name, kind) = withUnsafePointer(to: &entry.pointee.d_name) {
          (String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)), Int32(entry.pointee.d_type))
        }
        if name == "." || name == ".." { continue }
        if kind == DT_DIR { remove(path + "/" + name) } else { unlink(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
