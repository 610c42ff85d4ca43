import Glibc
import Identity
import Kernels
import Testing

/// A folder of its own, gone with the test.
private final class Folder {
  let path: String
  init() {
    var template = Array("/tmp/formic-keys-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }
  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }
  var names: [String] {
    var names: [String] = []
    let folder = opendir(path)!
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
  func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o600) {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = Glibc.write(file, bytes, bytes.count)
    fchmod(file, mode)
    close(file)
  }
  func read(_ name: String) -> [UInt8] {
    let file = open(path + "/" + name, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1_000)
    let count = Glibc.read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}

private let password = Array("correct horse".utf8)

@Suite(.serialized) struct KeyFileTests {
  private func problem(_ path: String, _ password: [UInt8] = password) -> KeyFileError.Problem? {
    do throws(KeyFileError) { _ = try KeyFile.load(path, password: password) } catch { return error.problem }
    return nil
  }

  @Test func `a key comes back as it was, for its password only, and for its owner only`() throws {
    let folder = Folder(), path = folder.path + "/key", key = KeyPair()
    umask(0)
    defer { umask(0o022) }
    try KeyFile.save(key, to: path, password: password)
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & 0o7777 == 0o600 && status.st_nlink == 1 && status.st_size == KeyFile.size)
    #expect(folder.names == ["key"], "no draft is left")
    let loaded = try KeyFile.load(path, password: password)
    #expect(loaded.publicKey == key.publicKey && loaded.signature(of: [1, 2]) == key.signature(of: [1, 2]) && !loaded.isReproducible)
    #expect(problem(path, Array("correct horsf".utf8)) == .wrongPassword)
    #expect(problem(path, []) == .emptyPassword)
    let refusal = #expect(throws: KeyFileError.self) { try KeyFile.save(KeyPair(), to: path, password: password) }
    #expect(refusal?.problem == .exists)
    #expect(try KeyFile.load(path, password: password).publicKey == key.publicKey)
  }

  @Test func `a file with any byte changed, missing or added is damaged, and stays as it is`() throws {
    let folder = Folder(), path = folder.path + "/key"
    try KeyFile.save(KeyPair(), to: path, password: password)
    let good = folder.read("key")
    #expect(good.starts(with: "formic key 1".utf8))
    for place in good.indices {
      for bit in 0..<8 {
        var bytes = good
        bytes[place] ^= 1 << UInt8(bit)
        folder.write(bytes, to: "bad")
        guard case .damaged? = problem(folder.path + "/bad") else {
          Issue.record("byte \(place), bit \(bit)")
          continue
        }
        if bit == 0 { #expect(folder.read("bad") == bytes) }
      }
    }
    for count in [0, 31, 32, 33, 167, 169] {
      folder.write(Array((good + [0]).prefix(count)), to: "bad")
      #expect(problem(folder.path + "/bad") == .wrongSize(count))
    }
    #expect(problem(path) == nil)
  }

  @Test func `loose files, links, pipes and folders are refused`() throws {
    let folder = Folder(), path = folder.path + "/key"
    try KeyFile.save(KeyPair(), to: path, password: password)
    for mode in [0o640, 0o604, 0o620, 0o660, 0o644, 0o601] as [mode_t] {
      chmod(path, mode)
      #expect(problem(path) == .loose(UInt32(mode)))
    }
    chmod(path, 0o400)
    #expect(problem(path) == nil)
    symlink(path, folder.path + "/soft")
    #expect(problem(folder.path + "/soft") == .isLink)
    link(path, folder.path + "/hard")
    #expect(problem(path) == .hardLinks(2))
    unlink(folder.path + "/hard")
    mkfifo(folder.path + "/pipe", 0o600)
    #expect(problem(folder.path + "/pipe") == .notRegular)
    #expect(problem(folder.path) == .notRegular)
    #expect(problem("/dev/zero") != nil)
    #expect(problem(folder.path + "/nobody") == .system("No such file or directory"))
    #expect(problem("") == .badPath)
    #expect(problem(path + "\0x") == .badPath)
    // Nor is a key written where a link points, or into nowhere.
    symlink(folder.path + "/elsewhere", folder.path + "/dangling")
    #expect(throws: KeyFileError.self) { try KeyFile.save(KeyPair(), to: folder.path + "/dangling", password: password) }
    #expect(throws: KeyFileError.self) { try KeyFile.save(KeyPair(), to: folder.path + "/nowhere/key", password: password) }
    #expect(!folder.names.contains("elsewhere") && !folder.names.contains { $0.hasSuffix(".new") })
  }

  @Test func `another user's file is refused`() throws {
    guard geteuid() == 0 else { return }  // only root can give a file away
    let folder = Folder(), path = folder.path + "/key"
    try KeyFile.save(KeyPair(), to: path, password: password)
    chown(path, 12_345, 12_345)
    #expect(problem(path) == .foreignOwner(12_345))
  }
}
