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
  /// What background work prints to; its lines appear above the prompt.
  public var output = Output()

  public init() {}
}
