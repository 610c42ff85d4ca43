public import Interface

/// What a session needs besides the state it runs on.
public struct SessionConfiguration {
  public var colour: ColourChoice = .auto
  /// Shown above the first prompt; empty for none.
  public var banner = ""
  /// The declarations behind `help`.
  public var modules: [Module] = []
  /// The words a call takes as a string argument: plugin kinds and names in `colony:use("…`, `plugin.load("…`.
  public var words: (CompletionRequest.Call) -> [Candidate] = { _ in [] }
  /// Help on names that are no declarations: plugins and their kinds.
  public var help: (String) -> String? = { _ in nil }
  /// Where the history is kept; nil for `HistoryFile.standardPath`.
  public var historyPath: String?
  /// A Lua file to run before the first prompt, if it is there; nil for none.
  public var startupPath: String?
  /// What background work prints to; its lines appear above the prompt.
  public var output = Output()
  public var jobs = Jobs()
  /// A line to show, faintly, after a block was evaluated; nil for none.
  public var remark: () -> String? = { nil }

  public init() {}

  /// What runs behind the prompt.
  public struct Jobs {
    public var count: () -> Int = { 0 }
    /// A line of at most so many columns; nil while nothing runs. Asked at every key: it must not wait.
    public var status: (_ width: Int, _ hasUnicode: Bool) -> String? = { _, _ in nil }
    /// Stops them all where they are consistent.
    public var stop: () -> Void = {}

    public init() {}
  }

  /// `$XDG_CONFIG_HOME/formic/init.lua`, by default `~/.config/formic/init.lua`; nil without a home.
  public static func standardStartupPath(environment: (String) -> String?) -> String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.first == "/" { return folder + "/formic/init.lua" }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.config/formic/init.lua"
  }
}
