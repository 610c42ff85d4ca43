import Glibc
import PluginHost
import Testing

@Suite struct WatcherTests {
  let folder = PluginFolder()

  /// Waits for changes, at most ten seconds.
  private func changes(_ watcher: PluginWatcher) -> [PluginWatcher.Change] {
    var descriptor = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptor, 1, 10_000)
    return watcher.takeChanges()
  }

  private func watcher() throws -> PluginWatcher { try PluginWatcher(folders: [folder.path], settle: .milliseconds(10)) }

  @Test func `a save is a change with the hash of the new text`() throws {
    folder.write("one")
    let watcher = try watcher()
    defer { watcher.stop() }
    folder.write("two")
    #expect(changes(watcher) == [.init(path: folder.path + "/scaling/mine.lua", hash: contentHash("two"))])
    #expect(watcher.takeChanges().isEmpty)
  }

  @Test func `an editor's rename into place is one change`() throws {
    folder.write("one")
    let watcher = try watcher()
    defer { watcher.stop() }
    folder.replace("two")
    #expect(changes(watcher).map(\.hash) == [contentHash("two")])
  }

  @Test func `the same text again is no change, and other files don't count`() throws {
    folder.write("one")
    let watcher = try watcher()
    defer { watcher.stop() }
    folder.write("one")
    folder.write("text", to: "scaling/.mine.swp")
    folder.write("last", to: "scaling/other.lua")
    #expect(changes(watcher).map(\.path) == [folder.path + "/scaling/other.lua"])
  }

  @Test func `a burst of saves settles to the last text`() throws {
    let watcher = try PluginWatcher(folders: [folder.path], settle: .milliseconds(100))
    defer { watcher.stop() }
    for i in 0..<50 { folder.write("text \(i)") }
    var hashes = [String]()
    while hashes.last != contentHash("text 49"), hashes.count < 50 {
      let more = changes(watcher).map(\.hash)
      if more.isEmpty { break }
      hashes += more
    }
    #expect(hashes.last == contentHash("text 49") && hashes.count < 25)
  }

  @Test func `a folder made later is watched`() throws {
    let watcher = try watcher()
    defer { watcher.stop() }
    mkdir(folder.path + "/new", 0o755)
    folder.write("one", to: "new/mine.lua")
    #expect(changes(watcher).map(\.path) == [folder.path + "/new/mine.lua"])
  }
}
