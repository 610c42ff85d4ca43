import Scripting

/// What the command line asks for, decided before anything expensive is touched.
///
/// `formic` reads its options as `lua` does, in the order given; the first word that is neither an option nor an
/// option's value is a script, or a subcommand if it is the name of one (`./bench` runs a script of that name).
enum Front: Equatable {
  case script(ScriptInvocation)
  case subcommand([String], color: ColorMode?)
  case version
  case problem(String)

  /// The words that are subcommands; `--help` and its kin are one, too.
  static let subcommands = ["run", "plugin", "bench", "stubs", "manual", "completions", "help"]

  /// - Parameter words: the whole command line, the program's name first.
  static func reading(_ words: [String]) -> Front {
    var invocation = ScriptInvocation()
    var color: ColorMode?
    var index = 1
    while index < words.count {
      let word = words[index]
      index += 1
      switch word {
      case "-":
        invocation.chunk = .standardInput
        return .script(invocation.completed(words, scriptAt: index - 1, color))
      case "--":
        if index < words.count { invocation.chunk = .file(words[index]) }
        return .script(invocation.completed(words, scriptAt: index, color))
      case "-i":
        invocation.isInteractive = true
        invocation.showsVersion = true
      case "-v": invocation.showsVersion = true
      case "-E": invocation.ignoresEnvironment = true
      case "-W": invocation.steps.append(.warnings)
      case "--watch": invocation.watchesPlugins = true
      case "--no-init": invocation.skipsStartupFile = true
      case "-h", "--help": return .subcommand(["--help"], color: color)
      case "--version": return .version
      case _ where word.hasPrefix("-e") || word.hasPrefix("-l"):
        var value = String(word.dropFirst(2))
        if value.isEmpty {
          guard index < words.count, !words[index].hasPrefix("-") || word == "-e" else { return .problem("'\(word)' needs an argument") }
          value = words[index]
          index += 1
        }
        invocation.steps.append(word.hasPrefix("-e") ? .execute(value) : .require(value))
      case _ where word == "--color" || word.hasPrefix("--color="):
        var value = word.dropFirst("--color=".count)
        if word == "--color", index < words.count {
          value = words[index][...]
          index += 1
        }
        guard let mode = ColorMode(rawValue: String(value)) else {
          return .problem("--color: '\(value)' is not one of \(ColorMode.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        color = mode
      case _ where word.hasPrefix("-"): return .problem("unrecognized option '\(word)'")
      case _ where subcommands.contains(word) && invocation.steps.isEmpty && !invocation.isInteractive && !invocation.watchesPlugins:
        return .subcommand(Array(words[(index - 1)...]), color: color)
      default:
        invocation.chunk = .file(word)
        return .script(invocation.completed(words, scriptAt: index - 1, color))
      }
    }
    return .script(invocation.completed(words, scriptAt: nil, color))
  }
}

/// A run of the interpreter, in lua's terms.
struct ScriptInvocation: Equatable {
  enum Step: Equatable {
    case execute(String)
    /// `module`, or `name=module`.
    case require(String)
    case warnings
  }
  enum Chunk: Equatable {
    case file(String)
    case standardInput
  }

  /// In the order given.
  var steps: [Step] = []
  var chunk: Chunk?
  var isInteractive = false
  var showsVersion = false
  var ignoresEnvironment = false
  /// Whether a session starts without the user's init.lua.
  var skipsStartupFile = false
  var color = ColorMode.auto
  /// Whether changed plugin files are taken up while the script runs.
  var watchesPlugins = false
  /// After the script.
  var arguments: [String] = []
  /// The `arg` table: the script at 0, its arguments from 1, the words before it downwards from −1. Without a script
  /// the program is at 0.
  var argumentTable: [(index: Int, word: String)] = []

  static func == (a: Self, b: Self) -> Bool {
    a.steps == b.steps && a.chunk == b.chunk && a.isInteractive == b.isInteractive && a.showsVersion == b.showsVersion
      && a.ignoresEnvironment == b.ignoresEnvironment && a.skipsStartupFile == b.skipsStartupFile && a.color == b.color && a.watchesPlugins == b.watchesPlugins && a.arguments == b.arguments
      && a.argumentTable.elementsEqual(b.argumentTable) { $0 == $1 }
  }

  fileprivate func completed(_ words: [String], scriptAt script: Int?, _ color: ColorMode?) -> ScriptInvocation {
    var completed = self
    let origin = script.map { $0 < words.count ? $0 : 0 } ?? 0
    completed.color = color ?? .auto
    completed.arguments = script.map { Array(words.dropFirst($0 + 1)) } ?? []
    completed.argumentTable = words.enumerated().map { ($0.offset - origin, $0.element) }
    return completed
  }
}
