import Glibc
import REPL
import Testing

private final class Folder {
  let path: String
  init() {
    var template = Array("/tmp/formic-history-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template)!)
  }
  deinit {
    for name in ["a/b/history", "a/b", "a", "history", ""] { remove(name.isEmpty ? path : "\(path)/\(name)") }
  }
}

@Test func `entries come back as they were, line ends and backslashes included`() throws {
  let folder = Folder()
  let file = HistoryFile(path: folder.path + "/a/b/history")
  #expect(try file.load(limit: 10) == [])
  let entries = ["x = 1", "for i = 1, 2 do\n  print(i)\nend", #"s = "\n\\""#, "日本", "\\"]
  for entry in entries { try file.append(entry) }
  #expect(try file.load(limit: 10) == entries)
  #expect(try file.load(limit: 2) == ["日本", "\\"])
  var status = stat()
  stat(file.path, &status)
  #expect(status.st_mode & 0o777 == 0o600)
}

@Test func `a place that can't be written is a clear error`() {
  let file = HistoryFile(path: "/dev/null/history")
  #expect { try file.append("x") } throws: { "\($0)" == "cannot write history /dev/null/history: Not a directory" }
}

@Test func `sessions that write at once lose nothing and mix no lines`() async throws {
  let folder = Folder()
  let path = folder.path + "/history"
  let line = String(repeating: "long ", count: 3000)
  await withTaskGroup(of: Void.self) { group in
    for writer in 0..<8 {
      group.addTask { for i in 0..<50 { try? HistoryFile(path: path).append("\(writer) \(i) \(line)") } }
    }
  }
  let entries = try HistoryFile(path: path).load(limit: 1000)
  #expect(entries.count == 400)
  #expect(entries.allSatisfy { $0.hasSuffix(line) })
  for writer in 0..<8 {  // each session's own order is kept
    #expect(entries.filter { $0.hasPrefix("\(writer) ") }.map { $0.split(separator: " ")[1] } == (0..<50).map { "\($0)" })
  }
}

@Test func `the standard place follows XDG`() {
  #expect(HistoryFile.standardPath { ["XDG_STATE_HOME": "/s", "HOME": "/h"][$0] } == "/s/formic/history")
  #expect(HistoryFile.standardPath { ["XDG_STATE_HOME": "relative", "HOME": "/h"][$0] } == "/h/.local/state/formic/history")
  #expect(HistoryFile.standardPath { _ in nil } == nil)
}

@Test func `Up finds what starts alike, and Down returns to the draft`() {
  var history = HistoryBrowser(["print(1)", "x = 1", "print(2)", "print(2)"])
  let shown = [
    history.previous(text: "pri", beforeCursor: "pri"), history.previous(text: "print(2)", beforeCursor: "print(2)"),
    history.previous(text: "print(1)", beforeCursor: ""), history.next(text: "print(1)"), history.next(text: "print(2)"),
    history.next(text: "pri"),
  ]
  #expect(shown == ["print(2)", "print(1)", nil, "print(2)", "pri", nil])
}

@Test func `an edited recall starts a new walk and is not lost`() {
  var history = HistoryBrowser(["a", "b"])
  let shown = [
    history.previous(text: "", beforeCursor: ""), history.previous(text: "a2", beforeCursor: "a2"),
    history.previous(text: "a2", beforeCursor: "a"), history.next(text: "a"),
  ]
  #expect(shown == ["b", nil, "a", "a2"])
}

@Test func `blank, repeated and indented entries are not kept`() {
  var history = HistoryBrowser([])
  let isKept = ["x", "x", " secret", "", "y"].map { history.add($0) }
  #expect(isKept == [true, false, false, false, true])
  #expect(history.entries == ["x", "y"])
}
