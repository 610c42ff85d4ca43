public import LuaRuntime

/// Runs what a user enters, one chunk a time, and says it in text. It knows no terminal.
public final class Evaluation {
  /// An error's report, ready to print.
  public struct Report: Error { public let text: String }

  private let state: LuaState
  private var appearance: Appearance
  private let help: HelpIndex
  private var results = RecentResults()
  private var sources = SourceTexts()
  private var count = 0
  /// What chunks take for their globals; nil for the globals themselves.
  public var environment: LuaReference?
  /// The name of the chunk that runs, as errors show it.
  public private(set) var chunk = ""

  public init(_ state: LuaState, _ appearance: Appearance, _ help: HelpIndex = HelpIndex([])) {
    self.help = help
    self.state = state
    self.appearance = appearance
  }

  /// Whether more lines may complete the block.
  public func isIncomplete(_ text: String) -> Bool {
    let submission = Submission(text)
    guard submission.help == nil, !Submission.isBlank(text), !Submission.endsInBrokenString(text) else { return false }
    var isIncomplete = false
    for chunk in submission.chunks {
      do throws(LuaError) {
        _ = try state.load(chunk, chunkName: "=input")
        return false
      } catch {
        isIncomplete = isIncomplete || Submission.isIncomplete(message: error.message)
      }
    }
    return isIncomplete
  }

  /// Evaluates a block.
  ///
  /// - Returns: its results as text, empty if there are none or a `;` silences them.
  public func run(_ text: String, width: Int = 80) -> Result<String, Report> {
    appearance.width = width
    let submission = Submission(text)
    count += 1
    let name = "input \(count)"
    let outer = chunk
    chunk = name
    defer { chunk = outer }
    sources.add(text, name: name)
    do throws(LuaError) {
      if let topic = submission.help {
        let room = appearance.hasUnicode ? width : width - 2  // what stands for an ellipsis is longer
        return .success(appearance.encoded(HelpQuestion(state, help, sources, width: room).answer(topic)))
      }
      let values = try load(submission, name: name).evaluate()
      try results.add(values, to: state)
      guard !submission.isSilent, !values.isEmpty else { return .success("") }
      return .success(try Presentation(values, in: state, appearance).text)
    } catch {
      return .failure(Report(text: report(error)))
    }
  }

  private func load(_ submission: Submission, name: String) throws(LuaError) -> LuaFunction {
    var failure: LuaError?
    for chunk in submission.chunks {
      do throws(LuaError) {
        return try state.load(chunk, chunkName: "=" + name, environment: environment)
      } catch {
        failure = error  // the last: that of the text as it stands
      }
    }
    throw failure!
  }

  public func report(_ error: LuaError) -> String {
    ErrorReport.text(error, appearance: appearance) { [sources] in sources.line($1, of: $0) }
  }

  /// The text of an earlier input, by the name of its chunk.
  func text(of chunk: String) -> String? { sources.input(chunk) }
}
