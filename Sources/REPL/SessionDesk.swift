import Interface
import LuaRuntime

/// The functions of a session that concern its own entries and keys: `history`, `edit`, `keymap`.
///
/// They are called on the thread of the session's state alone.
final class SessionDesk: @unchecked Sendable {
  /// Known once the session is made, whose help includes these functions.
  weak var session: Session?

  var module: Module {
    Module(
      "", "The session.",
      functions: [
        Function(
          "history", "Shows earlier entries, numbered, the latest last.",
          .optional(.string("pattern", "a Lua pattern; only entries in which it is found"), "all"),
          .optional(.integer("count", 1...100_000, "entries shown at most"), "20"), returns: .nothing, example: "history(\"colony\")"
        ) { [self] pattern, count in
          try showHistory(pattern, count: Int(count ?? 20))
          return Nothing()
        },
        Function(
          "edit", "Opens your own editor ($VISUAL, $EDITOR) on an earlier entry, a function or a file.",
          detail: """
            What comes of an entry is the draft of the next block: Enter runs it. A function opens where it was written: \
            its file, or the entry that made it. Ctrl-X Ctrl-E (v in vi's command mode) does the same to a draft.
            """,
          .optional(.any("what", "an entry's number in history(), a function, or a path"), "the latest entry"), returns: .nothing, example: "edit"
        ) { [self] what in
          try edit(what ?? .none)
          return Nothing()
        },
        Function(
          "keymap", "Which keys edit: emacs's or vi's. A line `bind -v` in ~/.editrc makes vi's the standard.",
          .optional(.choice("name", ["emacs", "vi"]), "the one in force"), returns: Parameter("name", .string), example: "keymap()"
        ) { [self] name in
          guard let session else { return "" }
          if let name { session.keymap = name }
          return session.keymap
        },
      ])
  }

  private func showHistory(_ pattern: String?, count: Int) throws {
    guard let session else { return }
    var found: [(number: Int, text: String)] = []
    let all = session.entries
    let matches = try pattern.map { try Matching(pattern: $0) }
    for (i, entry) in all.enumerated().reversed() where try matches?.finds(entry) ?? true {
      found.append((i + 1, entry))
      if found.count == count { break }
    }
    guard !found.isEmpty else { return session.print(pattern.map { "no entry has '\($0)' in it" } ?? "no entries yet") }
    let width = String(all.count).utf8.count
    let margin = "\n" + String(repeating: " ", count: width + 4)
    session.print(
      found.reversed().map { number, text in
        String(repeating: " ", count: width - String(number).utf8.count + 2) + "\(number)  "
          + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: margin)
      }.joined(separator: "\n"))
  }

  private func edit(_ what: Value) throws {
    guard let session else { return }
    let editor = session.outsideEditor
    switch what {
    case .none:
      // The latest is the call itself.
      guard let entry = session.entries.dropLast().last else { throw ScriptError("edit: no entries yet") }
      session.propose(try editor.edited(entry))
    case .integer(let number):
      let all = session.entries
      guard number >= 1, number <= all.count else { throw ScriptError("edit: entry \(number): there are 1…\(all.count)") }
      session.propose(try editor.edited(all[Int(number) - 1]))
    case .string(let path): try editor.open(path)
    case .callback(let callback as LuaFunction):
      guard let place = try? callback.state.scriptFunction(callback) else { throw ScriptError("edit: a native function has no Lua source; ?? shows where it is declared") }
      if let text = session.input(place.source) { session.propose(try editor.edited(text)) } else { try editor.open(place.source, line: max(place.lines.lowerBound, 1)) }
    default: throw ScriptError("edit: an entry's number, a function or a path expected, got a \(what.typeName)")
    }
  }
}

/// Lua's own patterns, in a state of their own.
private struct Matching {
  private let function: LuaFunction
  private let pattern: String

  init(pattern: String) throws {
    let state = try LuaState(.policy())  // bounded: a pattern may not hold up the session
    function = try state.load("local s, p = ... return string.find(s, p) ~= nil", chunkName: "=history")
    self.pattern = pattern
  }

  func finds(_ text: String) throws -> Bool {
    do throws(LuaError) {
      guard case .boolean(let isFound)? = try function.call([.string(text), .string(pattern)]).first else { return false }
      return isFound
    } catch {
      throw ScriptError("history: pattern '\(pattern)': \(error.reason)")
    }
  }
}
